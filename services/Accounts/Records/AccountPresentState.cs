using Scim.Bus.Contracts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Accounts.Records;

/// <summary>Says what an account and its access are now, to subscribers and to the saga of its user.</summary>
internal sealed class AccountPresentState(TimeProvider time) : IPresentState<AccountRecord>
{
    public Task<IReadOnlyList<PendingMessage>> DescribeAsync(
        AccountRecord body, PendingMessage discarded, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var messages = new List<PendingMessage> { AccountEvents.Present(body, now) };
        if (body.User is { } user)
            messages.AddRange(ForUser(body, user, now));
        return Task.FromResult<IReadOnlyList<PendingMessage>>(messages);
    }

    private static IEnumerable<PendingMessage> ForUser(AccountRecord account, UserId user, DateTimeOffset now)
    {
        var access = account.Access;
        if (access.Generation > 0)
            yield return AccountEvents.AccessApplied(account.Tenant, user, access, now);
        if (access is { Group: { } group, GroupVersion: 0 })
            yield return AccountMessages.SettingsRequest(account.Tenant, user, group, access.Generation, now);
        // An answer of a generation that the saga no longer waits for is ignored by it.
        yield return AccountMessages.Applied(account, user, now);
    }
}
