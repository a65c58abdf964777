using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Outbox;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Directory.Users;

/// <summary>Pure functions that compute a user's next record, with the resulting messages in its outbox.</summary>
internal static class UserChanges
{
    /// <summary>Much longer than a change of a group is under way, even if the clock jumps by an hour.</summary>
    private static readonly TimeSpan KeepFormerMemberships = TimeSpan.FromHours(3);

    /// <summary>Creates a user at version 1.</summary>
    /// <param name="tenant">The tenant of the user.</param>
    /// <param name="id">An id that was never used.</param>
    /// <param name="attributes">The attributes as returned by <see cref="ResourceReader"/>.</param>
    /// <param name="now">Current time, UTC.</param>
    public static UserRecord Create(TenantId tenant, UserId id, JsonObject attributes, DateTimeOffset now)
    {
        var resource = (JsonObject)attributes.DeepClone();
        resource["id"] = id.ToString();
        resource["meta"] = Meta(now, now);
        // Only a new user is active by default: later, what is not said lets nobody in.
        resource["active"] ??= true;
        var user = new UserRecord
        {
            Tenant = tenant,
            Id = id,
            Version = 1,
            Resource = resource,
            ChangedAt = ProfileMapping.ChangedAt(ProfileMapping.ProfileOf(resource), version: 1),
        };
        return user.With(UserEvents.Provisioned(user, reactivated: false, now));
    }

    /// <summary>Replaces the attributes that clients may set. Returns the same record if nothing changes (I6).</summary>
    /// <param name="user">The current record.</param>
    /// <param name="resource">All attributes that a client may set. The record takes the object over and changes it.</param>
    /// <param name="changed">The paths at which it differs from the current resource, as <see cref="ResourceDiff"/> names them.</param>
    /// <param name="now">Current time, UTC.</param>
    /// <param name="lastActive">The last value that the request gave <c>active</c>, be it unassigned after that; null if none.</param>
    public static UserRecord WithAttributes(
        this UserRecord user, JsonObject resource, IReadOnlyList<string> changed, DateTimeOffset now, bool? lastActive = null)
    {
        if (changed.Count == 0 && (lastActive ?? user.Active) == user.Active)
            return user;
        foreach (var name in (string[])["id", "groups"])
        {
            if (user.Resource[name] is { } kept)
                resource[name] = kept.DeepClone();
        }

        var next = user.NextVersion(resource, now);
        next = next with
        {
            ActiveWhileUnassigned = lastActive ?? user.Active,
            ChangedAt = ProfileMapping.ChangedAt(
                ProfileMapping.ProfileOf(user.Resource), user.ChangedAt, ProfileMapping.ProfileOf(resource), next.Version),
        };
        return next.With((user.Active, next.Active) switch
        {
            (false, true) => UserEvents.Provisioned(next, reactivated: true, now),
            (true, false) => UserEvents.Deprovisioned(next, DeprovisioningReason.Deactivated, now),
            _ => UserEvents.Updated(next, changed, now),
        });
    }

    /// <summary>
    /// Reports that a deactivation was refused. No change of the user, so the version stays; returns the same record if it was reported at
    /// this version already.
    /// </summary>
    public static UserRecord WithRefusedDeactivation(this UserRecord user, ScimException refusal, DateTimeOffset now) =>
        user.RefusedDeactivationVersion == user.Version
            ? user
            : user.With(UserEvents.DeactivationRefused(user, refusal, now)) with { RefusedDeactivationVersion = user.Version };

    /// <summary>Turns the user into a tombstone that lists the groups from which it has still to be removed.</summary>
    public static UserRecord Delete(this UserRecord user, DateTimeOffset now, DateTimeOffset nextDueAt)
    {
        var groups = user.Memberships.Where(membership => membership.IsActive).Select(membership => membership.Group).ToList();
        var next = user.NextVersion((JsonObject)user.Resource.DeepClone(), now);
        next = next with
        {
            Deleted = true,
            Memberships = [],
            AssignmentVersion = groups.Count > 0 ? next.Version : user.AssignmentVersion,
            GroupsToLeave = groups,
            NextDueAt = groups.Count > 0 ? nextDueAt : null,
        };
        next = next.With(UserEvents.Deprovisioned(next, DeprovisioningReason.Deleted, now));
        if (groups.Count > 1)
            next = next.With(UserEvents.ConflictResolved(next, now));
        return next with { Resource = Tombstone(next.Resource) };
    }

    /// <summary>
    /// Adds the user to a group or removes it. Returns the same record if this intent, or a newer one, was applied before.
    /// </summary>
    /// <param name="user">The current record.</param>
    /// <param name="group">The group.</param>
    /// <param name="groupVersion">The version of the group that identifies the intent.</param>
    /// <param name="isMember">True to add the user, false to remove it.</param>
    /// <param name="now">Current time, UTC.</param>
    public static UserRecord WithMembership(this UserRecord user, GroupId group, long groupVersion, bool isMember, DateTimeOffset now)
    {
        var current = user.Memberships.FirstOrDefault(membership => membership.Group == group);
        if (current?.GroupVersion >= groupVersion)
            return user;
        var isSilent = current is null ? !isMember : current.IsActive == isMember;
        var next = isSilent ? user : user.NextVersion((JsonObject)user.Resource.DeepClone(), now);
        var membership = new UserMembership
        {
            Group = group,
            GroupVersion = groupVersion,
            Since = !isMember ? 0 : isSilent ? current!.Since : next.Version,
            At = now,
        };
        next = next with
        {
            Memberships =
            [
                .. user.Memberships.Where(other => other.Group != group && (other.IsActive || now - other.At < KeepFormerMemberships)),
                membership,
            ],
        };
        if (isSilent)
            return next;
        SetGroups(next);
        next = next with { AssignmentVersion = next.Version };
        var assignment = next.Assignment();
        next = next.With(UserEvents.AssignmentChanged(next, assignment, now));
        if (isMember && assignment.OtherGroups.Count > 0)
            return next.With(UserEvents.Conflict(next, assignment, now));
        var isResolved = assignment.OtherGroups.Count == 0 && user.Assignment().OtherGroups.Count > 0;
        return isResolved ? next.With(UserEvents.ConflictResolved(next, now)) : next;
    }

    /// <summary>The user's memberships as messages carry them.</summary>
    public static MemberAssignment Assignment(this UserRecord user)
    {
        var effective = EffectiveAccessGroup.Of(user.Memberships);
        return new MemberAssignment
        {
            User = user.Id,
            Version = user.AssignmentVersion,
            EffectiveGroup = effective.Group,
            OtherGroups = effective.Others,
        };
    }

    /// <summary>The resource of a deleted user: nothing about the person.</summary>
    private static JsonObject Tombstone(JsonObject resource) => new()
    {
        ["id"] = resource["id"]!.DeepClone(),
        ["meta"] = resource["meta"]!.DeepClone(),
    };

    private static UserRecord With(this UserRecord user, PendingMessage message) => user with { Pending = [.. user.Pending, message] };

    /// <summary>Raises the version and stamps <c>meta</c>. Takes ownership of the resource, which it changes.</summary>
    private static UserRecord NextVersion(this UserRecord user, JsonObject resource, DateTimeOffset now)
    {
        resource["meta"] = Meta(AttributeValue.Time(user.Resource["meta"]!["created"]!.GetValue<string>())!.Value, now);
        return user with { Version = user.Version + 1, Resource = resource };
    }

    private static void SetGroups(UserRecord user)
    {
        var groups = user.Memberships
            .Where(membership => membership.IsActive)
            .Select(membership => new JsonObject { ["value"] = membership.Group.ToString(), ["type"] = "direct" })
            .ToArray<JsonNode?>();
        if (groups.Length > 0)
            user.Resource["groups"] = new JsonArray(groups);
        else
            user.Resource.Remove("groups");
    }

    private static JsonObject Meta(DateTimeOffset created, DateTimeOffset lastModified) => new()
    {
        ["resourceType"] = ResourceTypes.User.Name,
        ["created"] = ResourceTime.Format(created),
        ["lastModified"] = ResourceTime.Format(lastModified),
    };
}
