using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;
using Scim.Protocol.Errors;

namespace Scim.Bus.Ingress.Directory.Users;

/// <summary>Creates the messages about a user, to be stored in the same write as the change.</summary>
internal static class UserEvents
{
    public static PendingMessage Provisioned(UserRecord user, bool reactivated, DateTimeOffset now) => Message(
        user,
        new UserProvisioned
        {
            Tenant = user.Tenant,
            User = user.Id,
            Version = user.Version,
            Profile = ProfileMapping.ProfileOf(user.Resource),
            ChangedAt = user.ChangedAt,
            Active = user.Active,
            Reactivated = reactivated,
            OccurredAt = now,
        },
        now);

    public static PendingMessage Updated(UserRecord user, IReadOnlyList<string> changed, DateTimeOffset now) => Message(
        user,
        new UserUpdated
        {
            Tenant = user.Tenant,
            User = user.Id,
            Version = user.Version,
            Profile = ProfileMapping.ProfileOf(user.Resource),
            ChangedAt = user.ChangedAt,
            Active = user.Active,
            Changed = changed,
            OccurredAt = now,
        },
        now);

    public static PendingMessage Deprovisioned(UserRecord user, DeprovisioningReason reason, DateTimeOffset now) => Message(
        user,
        new UserDeprovisioned
        {
            Tenant = user.Tenant,
            User = user.Id,
            Version = user.Version,
            Reason = reason,
            Profile = ProfileMapping.ProfileOf(user.Resource),
            ChangedAt = user.ChangedAt,
            OccurredAt = now,
        },
        now);

    public static PendingMessage DeactivationRefused(UserRecord user, ScimException refusal, DateTimeOffset now) => Message(
        user,
        new DeactivationRefused
        {
            Tenant = user.Tenant,
            User = user.Id,
            UserName = user.UserName,
            Version = user.Version,
            Status = refusal.Status,
            ScimType = refusal.ScimType,
            Reason = refusal.Message,
            OccurredAt = now,
        },
        now);

    /// <summary>For the user's saga, which needs to know of its own user only.</summary>
    public static PendingMessage AssignmentChanged(UserRecord user, MemberAssignment assignment, DateTimeOffset now) =>
        Message(user, new AssignmentChanged { Tenant = user.Tenant, Assignment = assignment }, now);

    /// <summary>For Notifications: the admins need not be told of the conflict any more.</summary>
    public static PendingMessage ConflictResolved(UserRecord user, DateTimeOffset now) =>
        Message(user, new AccessGroupConflictResolved { Tenant = user.Tenant, User = user.Id, Version = user.Version }, now);

    public static PendingMessage Conflict(UserRecord user, MemberAssignment assignment, DateTimeOffset now) => Message(
        user,
        new AccessGroupConflictDetected
        {
            Tenant = user.Tenant,
            User = user.Id,
            UserName = ProfileMapping.ProfileOf(user.Resource).UserName,
            Version = user.Version,
            EffectiveGroup = assignment.EffectiveGroup!.Value,
            OtherGroups = assignment.OtherGroups,
            OccurredAt = now,
        },
        now);

    private static PendingMessage Message<TMessage>(UserRecord user, TMessage message, DateTimeOffset now)
        where TMessage : class =>
        PendingMessage.Create(message, MessageIds.Create(user.Id.Value, user.Version, typeof(TMessage).Name), now);
}
