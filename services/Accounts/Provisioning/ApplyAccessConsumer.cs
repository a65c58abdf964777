using MassTransit;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;

namespace Scim.Bus.Accounts.Provisioning;

/// <summary>Gives accounts the permissions that AccessGroups decided on: all of them in one write, so that no account ever has a mixture.</summary>
internal sealed class ApplyAccessConsumer(AccountStore accounts, TimeProvider time) : IConsumer<AccessGroupApplied>
{
    public async Task Consume(ConsumeContext<AccessGroupApplied> context)
    {
        var applied = context.Message;
        var present = await accounts.OfUserAsync(applied.Tenant, applied.User, context.CancellationToken);
        if (present is null || present.Body.Removed || !IsNewer(applied, present.Body.Access))
        {
            await context.Publish(Done(applied), context.CancellationToken);
            return;
        }

        var now = time.GetUtcNow();
        var account = (present.Body with { Access = Access(applied) }).Told(present.Body, now);
        // The saga waits for a new generation, not for what an admin configures.
        if (applied.Generation > present.Body.Access.Generation)
        {
            var done = PendingMessage.Create(Done(applied), MessageIds.Create(applied.User.Value, applied.Generation, nameof(AccessApplied)), now);
            account = account with { Pending = [.. account.Pending, done] };
        }

        if (await accounts.SaveAsync(present with { Body = account }, context.CancellationToken) is { } taken)
            throw new InvalidOperationException($"Permissions can't take the key {taken}.");
    }

    private static bool IsNewer(AccessGroupApplied applied, AccountAccess present) =>
        (applied.Generation, applied.GroupVersion).CompareTo((present.Generation, present.GroupVersion)) > 0;

    private static AccountAccess Access(AccessGroupApplied applied) => new()
    {
        Group = applied.Group,
        DisplayName = applied.DisplayName,
        Permissions = applied.Permissions,
        Visibilities = applied.Visibilities,
        Notifications = applied.Notifications,
        Generation = applied.Generation,
        GroupVersion = applied.GroupVersion,
    };

    private static AccessApplied Done(AccessGroupApplied applied) => new()
    {
        Tenant = applied.Tenant,
        User = applied.User,
        Generation = applied.Generation,
        DisplayName = applied.DisplayName,
    };
}
