using Scim.Bus.AccessGroups.Records;
using Scim.Bus.Outbox;

namespace Scim.Bus.AccessGroups.Publishing;

/// <summary>Says what an Access Group may do now, to Accounts and, if an admin has configured it, to subscribers.</summary>
internal sealed class AccessGroupPresentState(TimeProvider time) : IPresentState<AccessGroupRecord>
{
    public Task<IReadOnlyList<PendingMessage>> DescribeAsync(
        AccessGroupRecord body, PendingMessage discarded, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var settings = SettingsMessages.Pending(body, now);
        return Task.FromResult<IReadOnlyList<PendingMessage>>(
            body is { Configured: true, Removed: false } ? [settings, SettingsMessages.Configured(body, now)] : [settings]);
    }
}
