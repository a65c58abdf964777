using System.Text.Json;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Directory.Groups;

/// <summary>
/// Says what a group is now, and for a message about memberships also the present memberships of the users that it names.
/// </summary>
internal sealed class GroupPresentState(UserStore users, TimeProvider time) : IPresentState<GroupRecord>
{
    /// <summary>Messages of a group that are not about its members.</summary>
    private static readonly HashSet<string> WithoutMembers =
    [
        .. new[] { typeof(GroupProvisioned), typeof(GroupUpdated), typeof(GroupDeprovisioned), typeof(TimelineEntry) }
            .Select(MessageTypes.NameOf),
    ];

    public async Task<IReadOnlyList<PendingMessage>> DescribeAsync(
        GroupRecord body, PendingMessage discarded, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var group = body.Deleted ? GroupEvents.Deprovisioned(body, now) : GroupEvents.Provisioned(body, now);
        if (WithoutMembers.Contains(discarded.Type))
            return [group];
        var named = UsersIn(discarded.Body).Distinct().ToList();
        if (named.Count == 0)
        {
            throw new NoPresentStateException(
                $"The message may be about members of group {body.Id}, but names none. Replay the tenant's directory, then discard with "
                + "force=true.");
        }

        return [group, .. await MembershipsAsync(body, named, now, cancellationToken)];
    }

    private async Task<IEnumerable<PendingMessage>> MembershipsAsync(
        GroupRecord group, IReadOnlyCollection<UserId> named, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Tombstones too: a deleted user is in no group.
        var found = await users.Documents.GetManyAsync(group.Tenant, [.. named.Select(user => user.ToString())], cancellationToken);
        var isMember = found.ToLookup(
            document => document.Body.Memberships.Any(membership => membership.Group == group.Id && membership.IsActive),
            document => document.Body.Assignment());
        return GroupEvents.MembershipChanged(group, group.Version, [.. isMember[true]], [.. isMember[false]], now);
    }

    /// <summary>Finds the users that a message names, whatever its shape: the values of all members called <c>user</c>.</summary>
    private static IEnumerable<UserId> UsersIn(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(UsersIn),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => member.NameEquals("user")
            && member.Value.ValueKind == JsonValueKind.String
            && UserId.TryParse(member.Value.GetString(), null, out var user)
                ? [user]
                : UsersIn(member.Value)),
        _ => [],
    };
}
