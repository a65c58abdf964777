using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Outbox;
using Scim.Protocol.Filters;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Directory.Users;

/// <summary>What becomes of a user's record: pure functions, each giving the next record together with the messages that follow.</summary>
internal static class UserChanges
{
    private static readonly TimeSpan KeepLeftGroups = TimeSpan.FromHours(1);

    /// <summary>A new user.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">A new id.</param>
    /// <param name="attributes">As <see cref="ResourceReader"/> read them.</param>
    /// <param name="now">Now.</param>
    public static UserRecord Create(TenantId tenant, UserId id, JsonObject attributes, DateTimeOffset now)
    {
        var resource = (JsonObject)attributes.DeepClone();
        resource["id"] = id.ToString();
        resource["meta"] = Meta(now, now);
        var user = new UserRecord
        {
            Tenant = tenant,
            Id = id,
            Version = 1,
            Resource = WithDefaults(resource),
            ChangedAt = ProfileMapping.ChangedAt(ProfileMapping.ProfileOf(resource), version: 1),
        };
        return user.With(UserEvents.Provisioned(user, reactivated: false, now));
    }

    /// <summary>The user with new attributes; the same record if they say nothing new (I6).</summary>
    /// <param name="user">The user.</param>
    /// <param name="attributes">All attributes that a client may set.</param>
    /// <param name="now">Now.</param>
    public static UserRecord WithAttributes(this UserRecord user, JsonObject attributes, DateTimeOffset now)
    {
        var resource = WithDefaults((JsonObject)attributes.DeepClone());
        var changed = ResourceDiff.ChangedPaths(user.Resource, resource, ResourceTypes.User);
        if (changed.Count == 0)
            return user;
        foreach (var name in (string[])["id", "groups"])
        {
            if (user.Resource[name] is { } kept)
                resource[name] = kept.DeepClone();
        }

        var next = user.Touched(resource, now);
        next = next with
        {
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

    /// <summary>The tombstone of a user. The groups that it left are still to be told.</summary>
    public static UserRecord Delete(this UserRecord user, DateTimeOffset now, DateTimeOffset nextDueAt)
    {
        var groups = user.Memberships.Where(membership => membership.Stands).Select(membership => membership.Group).ToList();
        var next = user.Touched((JsonObject)user.Resource.DeepClone(), now);
        next = next with
        {
            Deleted = true,
            Memberships = [],
            AssignmentVersion = groups.Count > 0 ? next.Version : user.AssignmentVersion,
            GroupsToLeave = groups,
            NextDueAt = groups.Count > 0 ? nextDueAt : null,
        };
        return next.With(UserEvents.Deprovisioned(next, DeprovisioningReason.Deleted, now)) with { Resource = Remains(next.Resource) };
    }

    /// <summary>The user as member of a group, or no longer; the same record if that was carried out before.</summary>
    /// <param name="user">The user.</param>
    /// <param name="group">The group.</param>
    /// <param name="groupVersion">The version of the group whose intent this is.</param>
    /// <param name="stands">Whether the user is to stand in it.</param>
    /// <param name="now">Now.</param>
    public static UserRecord WithMembership(this UserRecord user, GroupId group, long groupVersion, bool stands, DateTimeOffset now)
    {
        var present = user.Memberships.FirstOrDefault(membership => membership.Group == group);
        if (present?.GroupVersion >= groupVersion)
            return user;
        var isSilent = present is null ? !stands : present.Stands == stands;
        var next = isSilent ? user : user.Touched((JsonObject)user.Resource.DeepClone(), now);
        var membership = new UserMembership
        {
            Group = group,
            GroupVersion = groupVersion,
            Since = !stands ? 0 : isSilent ? present!.Since : next.Version,
            At = now,
        };
        next = next with
        {
            Memberships =
            [
                .. user.Memberships.Where(other => other.Group != group && (other.Stands || now - other.At < KeepLeftGroups)),
                membership,
            ],
        };
        if (isSilent)
            return next;
        SetGroups(next);
        next = next with { AssignmentVersion = next.Version };
        var assignment = next.Assignment();
        return stands && assignment.OtherGroups.Count > 0 ? next.With(UserEvents.Conflict(next, assignment, now)) : next;
    }

    /// <summary>What consumers are told of the user's groups.</summary>
    public static MemberAssignment Assignment(this UserRecord user)
    {
        var standing = user.Memberships.Where(membership => membership.Stands).OrderByDescending(membership => membership.Since).ToList();
        return new MemberAssignment
        {
            User = user.Id,
            Version = user.AssignmentVersion,
            EffectiveGroup = standing.Count > 0 ? standing[0].Group : null,
            OtherGroups = [.. standing.Skip(1).Select(membership => membership.Group)],
        };
    }

    /// <summary>What is kept of a deleted user: nothing about the person.</summary>
    private static JsonObject Remains(JsonObject resource) => new()
    {
        ["id"] = resource["id"]!.DeepClone(),
        ["meta"] = resource["meta"]!.DeepClone(),
    };

    private static UserRecord With(this UserRecord user, PendingMessage message) => user with { Pending = [.. user.Pending, message] };

    /// <summary>The next version, with a resource that is the record's own.</summary>
    private static UserRecord Touched(this UserRecord user, JsonObject resource, DateTimeOffset now)
    {
        resource["meta"] = Meta(AttributeValue.Time(user.Resource["meta"]!["created"]!.GetValue<string>())!.Value, now);
        return user with { Version = user.Version + 1, Resource = resource };
    }

    private static void SetGroups(UserRecord user)
    {
        var groups = user.Memberships
            .Where(membership => membership.Stands)
            .Select(membership => new JsonObject { ["value"] = membership.Group.ToString(), ["type"] = "direct" })
            .ToArray<JsonNode?>();
        if (groups.Length > 0)
            user.Resource["groups"] = new JsonArray(groups);
        else
            user.Resource.Remove("groups");
    }

    /// <summary>Who is not said to be inactive is active, and is told so.</summary>
    private static JsonObject WithDefaults(JsonObject resource)
    {
        resource["active"] ??= true;
        return resource;
    }

    private static JsonObject Meta(DateTimeOffset created, DateTimeOffset lastModified) => new()
    {
        ["resourceType"] = ResourceTypes.User.Name,
        ["created"] = ResourceTime.Format(created),
        ["lastModified"] = ResourceTime.Format(lastModified),
    };
}
