using System.Diagnostics;
using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Outbox;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Directory.Groups;

/// <summary>Pure functions that compute a group's next record, with the resulting messages and intents.</summary>
internal static class GroupChanges
{
    /// <summary>Creates a group at version 1.</summary>
    /// <param name="tenant">The tenant of the group.</param>
    /// <param name="id">An id that was never used.</param>
    /// <param name="attributes">The attributes as returned by <see cref="ResourceReader"/>, without members.</param>
    /// <param name="members">The initial members.</param>
    /// <param name="now">Current time, UTC.</param>
    public static GroupRecord Create(TenantId tenant, GroupId id, JsonObject attributes, MembershipDiff members, DateTimeOffset now)
    {
        var resource = (JsonObject)attributes.DeepClone();
        resource["id"] = id.ToString();
        resource["meta"] = Meta(ResourceTime.Format(now), now);
        var group = new GroupRecord { Tenant = tenant, Id = id, Version = 1, Resource = resource };
        return group.With(GroupEvents.Provisioned(group, now)).WithIntent(members, now);
    }

    /// <summary>Replaces the attributes and adds an intent for the members. Returns the same record if nothing changes (I6).</summary>
    /// <param name="group">The current record.</param>
    /// <param name="attributes">All attributes that a client may set, without members.</param>
    /// <param name="members">The change of the membership.</param>
    /// <param name="now">Current time, UTC.</param>
    public static GroupRecord With(this GroupRecord group, JsonObject attributes, MembershipDiff members, DateTimeOffset now)
    {
        var changed = ResourceDiff.ChangedPaths(group.Resource, attributes, ResourceTypes.Group);
        if (changed.Count == 0 && members.IsEmpty)
            return group;
        var resource = (JsonObject)attributes.DeepClone();
        resource["id"] = group.Id.ToString();
        var next = group.NextVersion(resource, now);
        if (changed.Count > 0)
            next = next.With(GroupEvents.Updated(next, changed, now));
        if (members.IsMassRemoval)
            next = next.With(GroupEvents.MassRemoval(next, members.Remove.Count, members.Before, now));
        return next.WithIntent(members, now);
    }

    /// <summary>Turns the group into a tombstone with an intent that removes all members.</summary>
    public static GroupRecord Delete(this GroupRecord group, DateTimeOffset now)
    {
        var next = group.NextVersion((JsonObject)group.Resource.DeepClone(), now) with { Deleted = true };
        var intent = new MembershipIntent { GroupVersion = next.Version, RemoveAll = true, At = now, TraceParent = Activity.Current?.Id };
        return next.With(GroupEvents.Deprovisioned(next, now)) with { Intents = [.. next.Intents, intent] };
    }

    /// <summary>Removes a completed intent and adds the messages about it.</summary>
    public static GroupRecord CompleteIntent(this GroupRecord group, MembershipIntent intent, IEnumerable<PendingMessage> messages) =>
        group with
        {
            Intents = [.. group.Intents.Where(other => other.GroupVersion != intent.GroupVersion)],
            Pending = [.. group.Pending, .. messages],
        };

    private static GroupRecord With(this GroupRecord group, PendingMessage message) => group with { Pending = [.. group.Pending, message] };

    private static GroupRecord WithIntent(this GroupRecord group, MembershipDiff members, DateTimeOffset now) => members.IsEmpty
        ? group
        : group with
        {
            Intents =
            [
                .. group.Intents,
                new MembershipIntent
                {
                    GroupVersion = group.Version,
                    Add = members.Add,
                    Remove = members.Remove,
                    At = now,
                    TraceParent = Activity.Current?.Id,
                },
            ],
        };

    /// <summary>Raises the version and stamps <c>meta</c>. Takes ownership of the resource, which it changes.</summary>
    private static GroupRecord NextVersion(this GroupRecord group, JsonObject resource, DateTimeOffset now)
    {
        resource["meta"] = Meta(group.Resource["meta"]!["created"]!.GetValue<string>(), now);
        return group with { Version = group.Version + 1, Resource = resource };
    }

    private static JsonObject Meta(string created, DateTimeOffset lastModified) => new()
    {
        ["resourceType"] = ResourceTypes.Group.Name,
        ["created"] = created,
        ["lastModified"] = ResourceTime.Format(lastModified),
    };
}
