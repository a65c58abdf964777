using Scim.Bus.Contracts;

namespace Scim.Bus.Provisioning.Users;

/// <summary>
/// The time within which a removal from one group and an addition to another count as one move. A tenant may keep the access of the former
/// group for that time, so that nobody is interrupted. Deactivation, deletion and manual syncs do not wait for it.
/// </summary>
internal static class RemovalGracePeriod
{
    /// <summary>Its length for a tenant.</summary>
    public static TimeSpan For(TenantSettings settings, ProvisioningOptions options) =>
        settings.RemovalGraceSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : options.RemovalGrace;

    /// <summary>When access of the former group is revoked; null if it is not kept, or no longer.</summary>
    public static DateTimeOffset? RevokeAccessAt(
        ProvisioningRecord record, TenantSettings settings, TimeSpan gracePeriod, DateTimeOffset now)
    {
        var isLeaving = record.Membership is { Group: null } && record.Desired.Group is not null;
        // Without automatic sync nothing happens by itself, so there is nothing to wait for; a manual sync does what its dry run said.
        if (!isLeaving || !settings.KeepAccessDuringGrace || !settings.AutomaticSync || record.IsSyncPending)
            return null;
        // Settings with a shorter period may arrive after the removal that was pushed under them.
        var revokeAt = now + gracePeriod;
        if (record.RevokeAccessAt is { } planned && planned < revokeAt)
            revokeAt = planned;
        return now < revokeAt ? revokeAt : null;
    }

    /// <summary>The membership that counts now: while access is kept, the one that the user has just lost.</summary>
    public static MembershipSnapshot? EffectiveMembership(ProvisioningRecord record) =>
        record.RevokeAccessAt is null ? record.Membership : record.Membership! with { Group = record.Desired.Group };

    /// <summary>Whether a loss of access has already waited for the grace period: the person is told of it at once.</summary>
    public static bool HasElapsed(ProvisioningRecord record, TenantSettings settings) =>
        settings.KeepAccessDuringGrace && record.Membership is { Group: null } && record.Profile is { Active: true, Deleted: false };
}
