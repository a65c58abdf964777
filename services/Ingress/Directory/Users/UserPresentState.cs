using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Directory.Users;

/// <summary>
/// Says what a user is now: its profile, its memberships for its saga, and whether it is in several groups. Subscribers are told of
/// memberships by groups.
/// </summary>
internal sealed class UserPresentState(TimeProvider time) : IPresentState<UserRecord>
{
    public Task<IReadOnlyList<PendingMessage>> DescribeAsync(
        UserRecord body, PendingMessage discarded, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var messages = new List<PendingMessage> { Profile(body, now) };
        var assignment = body.Assignment();
        if (body.AssignmentVersion > 0)
        {
            messages.Add(UserEvents.AssignmentChanged(body, assignment, now));
            messages.Add(assignment.OtherGroups.Count > 0
                ? UserEvents.Conflict(body, assignment, now)
                : UserEvents.ConflictResolved(body, now));
        }

        return Task.FromResult<IReadOnlyList<PendingMessage>>(messages);
    }

    private static PendingMessage Profile(UserRecord user, DateTimeOffset now)
    {
        if (user.Deleted)
            return UserEvents.Deprovisioned(WithoutPerson(user), DeprovisioningReason.Deleted, now);
        return user.Active
            ? UserEvents.Provisioned(user, reactivated: false, now)
            : UserEvents.Deprovisioned(user, DeprovisioningReason.Deactivated, now);
    }

    /// <summary>A tombstone has no attributes any more, but a profile needs a userName.</summary>
    private static UserRecord WithoutPerson(UserRecord user)
    {
        var resource = (JsonObject)user.Resource.DeepClone();
        resource["userName"] = "";
        return user with { Resource = resource };
    }
}
