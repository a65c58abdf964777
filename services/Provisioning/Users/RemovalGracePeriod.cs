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

    /// <summary>
    /// The membership that counts now: during the grace period the one that the user has just lost. Sets or clears the time of revocation.
    /// </summary>
    public static MembershipSnapshot? Apply(
        UserProvisioningState saga, TenantSettings settings, bool isSync, TimeSpan gracePeriod, DateTimeOffset now)
    {
        var isLeaving = saga.Membership is { Group: null } && saga.Desired.Group is not null;
        // Without automatic sync nothing happens by itself, so there is nothing to wait for; a manual sync does what its dry run said.
        if (!isLeaving || !settings.KeepAccessDuringGrace || !settings.AutomaticSync || isSync)
        {
            saga.RevokeAccessAt = null;
            return saga.Membership;
        }

        if (now < (saga.RevokeAccessAt ??= now + gracePeriod))
            return saga.Membership! with { Group = saga.Desired.Group };
        saga.RevokeAccessAt = null;
        return saga.Membership;
    }

    /// <summary>Whether a loss of access has already waited for the grace period: the person is told of it at once.</summary>
    public static bool HasElapsed(UserProvisioningState saga, TenantSettings settings) =>
        settings.KeepAccessDuringGrace && saga.Membership is { Group: null } && saga.Profile is { Active: true, Deleted: false };
}
