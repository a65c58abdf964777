using Scim.Bus.Contracts;

namespace Scim.Bus.Provisioning.Users;

/// <summary>
/// The time between a removal from a group and an addition to another within which both are one move. A tenant may have the permissions stay for
/// as long, so that nobody is interrupted; what was decided otherwise (who is deactivated, deleted, or synced by an admin) waits for nothing.
/// </summary>
internal static class Grace
{
    /// <summary>How long it is for a tenant.</summary>
    public static TimeSpan Of(TenantSettings settings, ProvisioningOptions options) =>
        settings.RemovalGraceSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : options.RemovalGrace;

    /// <summary>The groups that count now: during the grace the one that the user has just lost. Notes when that ends.</summary>
    public static AssignmentFacet? Apply(UserSaga saga, TenantSettings settings, bool isSync, TimeSpan grace, DateTimeOffset now)
    {
        var isLosing = saga.Assignment is { Group: null } && saga.Goal.Group is not null;
        // Without automatic sync nothing happens by itself, so no time is waited for; a sync does what its dry run said.
        if (!isLosing || !settings.KeepAccessDuringGrace || !settings.AutomaticSync || isSync)
        {
            saga.LoseAt = null;
            return saga.Assignment;
        }

        if (now < (saga.LoseAt ??= now + grace))
            return saga.Assignment! with { Group = saga.Goal.Group };
        saga.LoseAt = null;
        return saga.Assignment;
    }

    /// <summary>Whether the loss of access was waited for already: then it is told at once.</summary>
    public static bool HasPassed(UserSaga saga, TenantSettings settings) =>
        settings.KeepAccessDuringGrace && saga.Assignment is { Group: null } && saga.Profile is { Active: true, Deleted: false };
}
