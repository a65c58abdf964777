using System.Text.Json;
using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Accounts.Records;

/// <summary>Tells what was done with an account.</summary>
internal static class AccountEvents
{
    /// <summary>The account with its next version, and with the message that tells what changed; as it is if nobody could see a change.</summary>
    /// <param name="after">The account after the change.</param>
    /// <param name="before">The account before; null if there was none.</param>
    /// <param name="now">Now.</param>
    public static AccountRecord Told(this AccountRecord after, AccountRecord? before, DateTimeOffset now)
    {
        var changed = before is null ? [] : Changed(before, after);
        if (before is null or { Removed: true } ? after.Removed : changed.Count == 0 && !after.Removed)
            return after;
        after = after with { Version = (before?.Version ?? 0) + 1, UpdatedAt = now };
        var message = Message(before, after, changed, now);
        // Of a removed account nothing is kept but what late messages are held against.
        return after with { Pending = [.. after.Pending, message], Attributes = after.Removed ? new AccountAttributes() : after.Attributes };
    }

    private static PendingMessage Message(AccountRecord? before, AccountRecord after, IReadOnlyList<string> changed, DateTimeOffset now)
    {
        if (after.Removed || (before is { Active: true } && !after.Active))
        {
            return Pending(after, now, new AccountDeprovisioned
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
            return Pending(after, now, new AccountProvisioned
            {
                Tenant = after.Tenant,
                Account = after.Id,
                User = after.User,
                Version = after.Version,
                State = State(after),
                OccurredAt = now,
            });
        }

        return Pending(after, now, new AccountUpdated
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

    private static PendingMessage Pending<TMessage>(AccountRecord account, DateTimeOffset now, TMessage message)
        where TMessage : class => PendingMessage.Create(message, MessageIds.Create(account.Id.Value, account.Version, typeof(TMessage).Name), now);

    /// <summary>What messages tell of an account.</summary>
    public static AccountState State(this AccountRecord account) => new()
    {
        WorkEmail = account.Attributes.WorkEmail,
        FirstName = account.Attributes.FirstName,
        LastName = account.Attributes.LastName,
        TimeZone = account.Attributes.TimeZone,
        Upn = account.Attributes.Upn,
        Kind = account.Attributes.Kind,
        Active = account.Active,
        AccessGroup = account.Access.Group,
    };

    private static IReadOnlyList<string> Changed(AccountRecord before, AccountRecord after)
    {
        var (left, right) = (Fields(before), Fields(after));
        var names = left.Select(field => field.Key).Union(right.Select(field => field.Key));
        return [.. names.Where(name => !JsonNode.DeepEquals(left[name], right[name]))];
    }

    /// <summary>All that outsiders see of an account, the permissions too.</summary>
    private static JsonObject Fields(AccountRecord account)
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
