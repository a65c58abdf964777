using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Notifications.Sending;
using Scim.Protocol.Filters;

namespace Scim.Bus.Notifications.Admins;

/// <summary>
/// Something that needs an admin. There is one document for each group, conflict, fault, refused deactivation, token or kind of
/// trouble with the connection. It keeps the version of the newest message about it, so that messages may arrive repeatedly and in any
/// order.
/// </summary>
internal sealed record AdminNotice
{
    public required NoticeKind Kind { get; init; }

    /// <summary>A notice replaces only one of a lower version.</summary>
    public required long Version { get; init; }

    public required NoticeState State { get; init; }

    /// <summary>When the message arrived.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The new Access Group or, in a conflict, the group that applies.</summary>
    public GroupId? Group { get; init; }

    /// <summary>The group's name, in the notice about it.</summary>
    public string? GroupName { get; init; }

    /// <summary>The group's version that the name is of; 0 if that is not known.</summary>
    public long GroupVersion { get; init; }

    public UserId? User { get; init; }

    /// <summary>Cleared once the notice is closed.</summary>
    public string? UserName { get; init; }

    /// <summary>The groups of a conflict that do not apply.</summary>
    public IReadOnlyList<GroupId> OtherGroups { get; init; } = [];

    /// <summary>What admins know the token by.</summary>
    public string? TokenName { get; init; }

    /// <summary>When the token expires, UTC.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What is wrong with the connection.</summary>
    public ConnectionTrouble? Trouble { get; init; }

    /// <summary>Since when it is so, UTC.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>How many requests were refused.</summary>
    public long Refusals { get; init; }

    /// <summary>What to do about it.</summary>
    public string? Advice { get; init; }

    /// <summary>The provisioning step that failed.</summary>
    public string? Step { get; init; }

    /// <summary>Why the step failed, or the request was refused. Cleared once the notice is closed.</summary>
    public string? Reason { get; init; }

    public static CollectionDefinition<AdminNotice> Collection { get; } = new()
    {
        Service = NotificationCollection.Service,
        Name = "adminNotices",
        Attributes = DocumentFields.Create("AdminNotice", DocumentFields.Exact("state")),
        Resource = notice => new JsonObject { ["state"] = notice.State.ToString() },
        Indexed = ["state"],
    };

    /// <summary>Selects the notices for the next digest.</summary>
    public static BoundFilter Open { get; } = new BoundComparison(
        Collection.Attributes.At("state"), ComparisonOperator.Eq, nameof(NoticeState.Open));

    public static string GroupNoticeId(GroupId group) => $"group-{group}";

    public static string ConflictNoticeId(UserId user) => $"conflict-{user}";

    public static string FaultNoticeId(UserId user) => $"fault-{user}";

    public static string RefusedDeactivationNoticeId(UserId user) => $"deactivation-{user}";

    public static string TokenNoticeId(Guid token) => $"token-{token}";

    public static string ConnectionNoticeId(ConnectionTrouble trouble) => $"connection-{trouble}";

    /// <summary>What is stored of this notice and the stored one: the one of the higher version, with the group's newest name.</summary>
    public AdminNotice Over(AdminNotice? present)
    {
        if (present is null)
            return this;
        var (newer, older) = present.Version >= Version ? (present, this) : (this, present);
        return older.GroupVersion > newer.GroupVersion
            ? newer with { GroupName = older.GroupName, GroupVersion = older.GroupVersion }
            : newer;
    }

    /// <summary>The notice without personal data, in a final state.</summary>
    public AdminNotice Close(NoticeState state) => this with { State = state, UserName = null, Reason = null };
}
