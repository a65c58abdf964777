using System.Diagnostics;
using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Outbox;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Directory.Groups;

/// <summary>What becomes of a group's record: pure functions, each giving the next record together with the messages that follow.</summary>
internal static class GroupChanges
{
    /// <summary>A new group.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="id">A new id.</param>
    /// <param name="attributes">As <see cref="ResourceReader"/> read them, without members.</param>
    /// <param name="members">The first members.</param>
    /// <param name="now">Now.</param>
    public static GroupRecord Create(TenantId tenant, GroupId id, JsonObject attributes, MembershipDiff members, DateTimeOffset now)
    {
        var resource = (JsonObject)attributes.DeepClone();
        resource["id"] = id.ToString();
        resource["meta"] = Meta(ResourceTime.Format(now), now);
        var group = new GroupRecord { Tenant = tenant, Id = id, Version = 1, Resource = resource };
        return group.With(GroupEvents.Provisioned(group, now)).WithIntent(members, now);
    }

    /// <summary>The group with new attributes and members; the same record if neither is new (I6).</summary>
    /// <param name="group">The group.</param>
    /// <param name="attributes">All attributes that a client may set, without members.</param>
    /// <param name="members">What changes in the membership.</param>
    /// <param name="now">Now.</param>
    public static GroupRecord With(this GroupRecord group, JsonObject attributes, MembershipDiff members, DateTimeOffset now)
    {
        var changed = ResourceDiff.ChangedPaths(group.Resource, attributes, ResourceTypes.Group);
        if (changed.Count == 0 && members.IsEmpty)
            return group;
        var resource = (JsonObject)attributes.DeepClone();
        resource["id"] = group.Id.ToString();
        var next = group.Touched(resource, now);
        if (changed.Count > 0)
            next = next.With(GroupEvents.Updated(next, changed, now));
        if (members.IsMassRemoval)
            next = next.With(GroupEvents.MassRemoval(next, members.Remove.Count, members.Before, now));
        return next.WithIntent(members, now);
    }

    /// <summary>The tombstone of a group, whose members are still to leave.</summary>
    public static GroupRecord Delete(this GroupRecord group, DateTimeOffset now)
    {
        var next = group.Touched((JsonObject)group.Resource.DeepClone(), now) with { Deleted = true };
        var intent = new MembershipIntent { GroupVersion = next.Version, RemoveAll = true, At = now, TraceParent = Activity.Current?.Id };
        return next.With(GroupEvents.Deprovisioned(next, now)) with { Intents = [.. next.Intents, intent] };
    }

    /// <summary>The group after an intent was carried out, with the messages that tell of it.</summary>
    public static GroupRecord CarriedOut(this GroupRecord group, MembershipIntent intent, IEnumerable<PendingMessage> messages) => group with
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

    /// <summary>The next version, with a resource that is the record's own.</summary>
    private static GroupRecord Touched(this GroupRecord group, JsonObject resource, DateTimeOffset now)
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
