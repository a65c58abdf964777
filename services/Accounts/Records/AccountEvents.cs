using System.Text.Json;
using System.Text.Json.Nodes;
using Scim.Bus.AccountMapping;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Accounts.Records;

/// <summary>The events that subscribers get when an account changes.</summary>
internal static class AccountEvents
{
    /// <summary>
    /// Gives the changed account its next version and puts the events into its outbox. Returns it as it is if the change is not visible to
    /// subscribers.
    /// </summary>
    /// <param name="after">The account after the change.</param>
    /// <param name="before">The account before; null if there was none.</param>
    /// <param name="now">Current time, UTC.</param>
    public static AccountRecord WithChangeEvent(this AccountRecord after, AccountRecord? before, DateTimeOffset now)
    {
        var changed = before is null ? [] : ChangedFields(before, after);
        after = after.WithAccessEvent(before?.Access ?? AccountAccess.None, now);
        if (before is null or { Removed: true } ? after.Removed : changed.Count == 0 && !after.Removed)
            return after;
        after = after with { Version = (before?.Version ?? 0) + 1, UpdatedAt = now };
        var message = ChangeEvent(before, after, changed, now);
        // A tombstone keeps the id and the versions that late messages are compared with, and nothing about the person.
        var attributes = after.Removed ? new AccountAttributes() : after.Attributes;
        return after with { Pending = [.. after.Pending, message], Attributes = attributes };
    }

    /// <summary>Creates the event that tells all of an account to somebody who knows nothing of it.</summary>
    public static PendingMessage Present(AccountRecord account, DateTimeOffset now) => ChangeEvent(before: null, account, [], now);

    private static AccountRecord WithAccessEvent(this AccountRecord after, AccountAccess before, DateTimeOffset now)
    {
        var access = after.Access;
        if (after.User is not { } user || (access.Generation, access.GroupVersion) == (before.Generation, before.GroupVersion))
            return after;
        return after with { Pending = [.. after.Pending, AccessApplied(after.Tenant, user, access, now)] };
    }

    /// <summary>Creates the message of an account's access. A replay sends it for every account that ever had any.</summary>
    public static PendingMessage AccessApplied(TenantId tenant, UserId user, AccountAccess access, DateTimeOffset now)
    {
        var message = new AccessGroupApplied
        {
            Tenant = tenant,
            User = user,
            Generation = access.Generation,
            GroupVersion = access.GroupVersion,
            Group = access.Group,
            DisplayName = access.DisplayName,
            Permissions = access.Permissions,
            Visibilities = access.Visibilities,
            Notifications = access.Notifications,
            OccurredAt = now,
        };
        var id = MessageIds.Create(user.Value, access.Generation, $"{nameof(AccessGroupApplied)}/{access.GroupVersion}");
        return PendingMessage.Create(message, id, now);
    }

    private static PendingMessage ChangeEvent(
        AccountRecord? before, AccountRecord after, IReadOnlyList<string> changed, DateTimeOffset now)
    {
        if (after.Removed || (before is { Active: true } && !after.Active))
        {
            return ToPending(after, now, new AccountDeprovisioned
            {
                Tenant = after.Tenant,
                Account = after.Id,
                User = after.User,
                Version = after.Version,
                State = State(after),
                Reason = after.Removed ? DeprovisioningReason.Deleted : DeprovisioningReason.Deactivated,
                OccurredAt = now,
            });
        }

        if (before is null || (!before.Active && after.Active) || before.User != after.User)
        {
            return Provisioned(after, now);
        }

        return ToPending(after, now, new AccountUpdated
        {
            Tenant = after.Tenant,
            Account = after.Id,
            User = after.User,
            Version = after.Version,
            State = State(after),
            Changed = changed,
            OccurredAt = now,
        });
    }

    /// <summary>Creates the message of an account that is new or active again. A replay sends it for every account.</summary>
    public static PendingMessage Provisioned(AccountRecord account, DateTimeOffset now) => ToPending(account, now, new AccountProvisioned
    {
        Tenant = account.Tenant,
        Account = account.Id,
        User = account.User,
        Version = account.Version,
        State = State(account),
        OccurredAt = now,
    });

    private static PendingMessage ToPending<TMessage>(AccountRecord account, DateTimeOffset now, TMessage message)
        where TMessage : class =>
        PendingMessage.Create(message, MessageIds.Create(account.Id.Value, account.Version, typeof(TMessage).Name), now);

    /// <summary>The account as messages carry it, without its access in detail.</summary>
    public static AccountState State(this AccountRecord account) =>
        new AccountState { Active = account.Active, AccessGroup = account.Access.Group }.WithAttributes(account.Attributes);

    private static IReadOnlyList<string> ChangedFields(AccountRecord before, AccountRecord after)
    {
        var (left, right) = (VisibleFields(before), VisibleFields(after));
        var names = left.Select(field => field.Key).Union(right.Select(field => field.Key));
        return [.. names.Where(name => !JsonNode.DeepEquals(left[name], right[name]))];
    }

    /// <summary>Everything that a subscriber can see of an account, its permissions included.</summary>
    private static JsonObject VisibleFields(AccountRecord account)
    {
        var fields = JsonSerializer.SerializeToNode(State(account), DocumentJson.Options)!.AsObject();
        fields["permissions"] = JsonSerializer.SerializeToNode(account.Access.Permissions, DocumentJson.Options);
        fields["visibilities"] = JsonSerializer.SerializeToNode(account.Access.Visibilities, DocumentJson.Options);
        fields["notifications"] = JsonSerializer.SerializeToNode(account.Access.Notifications, DocumentJson.Options);
        fields["accessGroupName"] = account.Access.DisplayName;
        fields["user"] = account.User?.ToString();
        return fields;
    }
}
