using MassTransit;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;

namespace Scim.Bus.Accounts.Provisioning;

/// <summary>Replaces an account's access in one write, so that it never mixes the permissions of two Access Groups (I4).</summary>
internal sealed class ApplyAccessConsumer(AccountStore accounts, TimeProvider time) : IConsumer<AccessGroupApplied>
{
    public async Task Consume(ConsumeContext<AccessGroupApplied> context)
    {
        var applied = context.Message;
        var present = await accounts.FindByUserAsync(applied.Tenant, applied.User, context.CancellationToken);
        if (present is null || present.Body.Removed || !IsNewer(applied, present.Body.Access))
        {
            await context.Publish(Confirm(applied), context.CancellationToken);
            return;
        }

        var now = time.GetUtcNow();
        var account = (present.Body with { Access = Access(applied) }).WithChangeEvent(present.Body, now);
        // Within one generation only the group's settings change. The saga has its confirmation by then and waits for none.
        if (applied.Generation > present.Body.Access.Generation)
        {
            var messageId = MessageIds.Create(applied.User.Value, applied.Generation, nameof(AccessApplied));
            account = account with { Pending = [.. account.Pending, PendingMessage.Create(Confirm(applied), messageId, now)] };
        }

        if (await accounts.SaveAsync(present with { Body = account }, context.CancellationToken) is { } key)
            throw new InvalidOperationException($"A change of access changes no unique key, but the store reports a duplicate '{key}'.");
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

    private static AccessApplied Confirm(AccessGroupApplied applied) => new()
    {
        Tenant = applied.Tenant,
        User = applied.User,
        Generation = applied.Generation,
        DisplayName = applied.DisplayName,
    };
}
