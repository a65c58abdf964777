using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Notifications.Sending;
using Scim.Protocol.Filters;

namespace Scim.Bus.Notifications.Admins;

/// <summary>
/// Something that an admin should see to. One document for each thing, which keeps the version of what was last heard of it: so messages may come in
/// any order, and more than once.
/// </summary>
internal sealed record AdminNotice
{
    public required NoticeKind Kind { get; init; }

    /// <summary>What is newer takes its place; what is older, or the same again, tells nothing.</summary>
    public required long Version { get; init; }

    public required NoticeState State { get; init; }

    /// <summary>When it came in.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The Access Group that it is about, or that the user has.</summary>
    public GroupId? Group { get; init; }

    public string? GroupName { get; init; }

    /// <summary>The user that it is about.</summary>
    public UserId? User { get; init; }

    /// <summary>What the user is called; null once nobody is to be told.</summary>
    public string? UserName { get; init; }

    /// <summary>The other groups that the user stands in.</summary>
    public IReadOnlyList<GroupId> OtherGroups { get; init; } = [];

    /// <summary>The step that was given up.</summary>
    public string? Step { get; init; }

    /// <summary>Why it was given up; null once nobody is to be told.</summary>
    public string? Reason { get; init; }

    public static CollectionDefinition<AdminNotice> Collection { get; } = new()
    {
        Service = NotificationCollection.Service,
        Name = "adminNotices",
        Attributes = DocumentFields.Create("AdminNotice", DocumentFields.Exact("state")),
        Resource = notice => new JsonObject { ["state"] = notice.State.ToString() },
        Indexed = ["state"],
    };

    /// <summary>The notices that admins are still to be told of.</summary>
    public static BoundFilter Open { get; } = new BoundComparison(
        Collection.Attributes.At("state"), ComparisonOperator.Eq, nameof(NoticeState.Open));

    public static string IdOf(GroupId group) => $"group-{group}";

    public static string ConflictOf(UserId user) => $"conflict-{user}";

    public static string FaultOf(UserId user) => $"fault-{user}";

    /// <summary>The notice when nobody is to be told any more: it names no person then.</summary>
    public AdminNotice Ended(NoticeState state) => this with { State = state, UserName = null, Reason = null };
}

/// <summary>What an admin should see to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NoticeKind>))]
internal enum NoticeKind
{
    /// <summary>A new Access Group: nobody has said what its members may do.</summary>
    Group,

    /// <summary>A user in more than one group.</summary>
    Conflict,

    /// <summary>A user whose provisioning was given up.</summary>
    Fault,
}

/// <summary>How far a notice got.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NoticeState>))]
internal enum NoticeState
{
    /// <summary>Admins are to be told.</summary>
    Open,

    /// <summary>They were told, or nobody is.</summary>
    Told,

    /// <summary>It was seen to.</summary>
    Settled,
}
