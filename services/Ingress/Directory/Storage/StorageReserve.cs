using Microsoft.Extensions.Options;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Outbox;
using Scim.Protocol.Errors;

namespace Scim.Bus.Ingress.Directory.Storage;

/// <summary>
/// Room that is kept for deactivations and removals: whoever must not get in is kept out, even after hours of an outage. Everything else
/// is refused with 503 while only the reserve is left, and the identity provider sends it again.
/// </summary>
internal sealed class StorageReserve(IOptions<StorageOptions> options, StorageTelemetry telemetry)
{
    private volatile string? _reason;

    /// <summary>Why only the reserve is left; null if there is room.</summary>
    public string? Reason
    {
        get => _reason;
        set => _reason = value;
    }

    /// <summary>A changed user, if there is room for the change: a deactivation always has room, as has what changes nothing.</summary>
    /// <exception cref="ScimException">503: only the reserve is left.</exception>
    public UserRecord Admit(UserRecord before, UserRecord after)
    {
        if (after != before && (after.Active || !before.Active))
            RequireRoom(before.Pending);
        return after;
    }

    /// <summary>A changed group, if there is room: a removal of members always has room, as has what changes nothing.</summary>
    /// <exception cref="ScimException">503: only the reserve is left.</exception>
    public GroupRecord Admit(GroupRecord before, MembershipDiff members, GroupRecord after)
    {
        if (after != before && (members.Add.Count > 0 || members.Remove.Count == 0))
            RequireRoom(before.Pending);
        return after;
    }

    /// <summary>Refuses a change that has to wait.</summary>
    /// <param name="pending">What waits in the document of the same user or group; null for a new one.</param>
    /// <exception cref="ScimException">503: only the reserve is left.</exception>
    public void RequireRoom(IReadOnlyList<PendingMessage>? pending = null)
    {
        if ((_reason ?? ReasonOf(pending ?? [])) is not { } reason)
            return;
        telemetry.CountRefused();
        throw new ScimException(
            StatusCodes.Status503ServiceUnavailable,
            null,
            $"{reason} Only deactivations and removals are taken until there is room. Send it again.");
    }

    private string? ReasonOf(IReadOnlyList<PendingMessage> pending)
    {
        var most = options.Value.MaxWaitingOfOne;
        return pending.Count >= most && pending.Count(entry => entry.Local is null) >= most
            ? $"{most} messages about it wait to be published."
            : null;
    }
}
