using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Provisioning.Users;

/// <remarks>
/// Applying an event records the fact that it reports. An event about a facet counts only if it is newer than what is known of that facet.
/// </remarks>
internal sealed partial class UserProvisioningState
{
    public void Apply(UserProvisioned message) =>
        Apply(message.Tenant, message.Version, message.Profile, message.ChangedAt, message.Active);

    public void Apply(UserUpdated message) =>
        Apply(message.Tenant, message.Version, message.Profile, message.ChangedAt, message.Active);

    public void Apply(UserDeprovisioned message)
    {
        var isDeleted = message.Reason == DeprovisioningReason.Deleted;
        Apply(message.Tenant, message.Version, message.Profile, message.ChangedAt, active: false, isDeleted);
    }

    public void Apply(AssignmentChanged message)
    {
        Tenant = message.Tenant;
        Apply(new MembershipSnapshot { Version = message.Assignment.Version, Group = message.Assignment.EffectiveGroup });
    }

    public void Apply(AccountApplied message)
    {
        var requested = Requested.Account;
        if (message.Generation != requested.Generation)
            return;
        // An account that was created or removed has no permissions any more, whatever its user's group.
        var lostAccess = requested.Exists != Observed.Exists && Observed.Group is not null;
        Observed = Observed with
        {
            Exists = requested.Exists,
            Active = requested.Active,
            AttributesVersion = requested.AttributesVersion,
            AccountGeneration = message.Generation,
            AccessGeneration = lostAccess ? ObservedState.Unknown.AccessGeneration : Observed.AccessGeneration,
        };
        Answered(Step.Account, message.Generation);
    }

    public void Apply(AccessApplied message)
    {
        var requested = Requested.Access;
        if (message.Generation != requested.Generation)
            return;
        Observed = Observed with { Group = requested.Group, GroupName = message.DisplayName, AccessGeneration = message.Generation };
        Answered(Step.Access, message.Generation);
    }

    /// <summary>A manual sync starts over: the observed state becomes unknown.</summary>
    public void Apply(SyncUser message)
    {
        Tenant = message.Tenant;
        if (message.Directory is { } user)
        {
            Apply(ProfileSnapshot.From(user));
            Apply(MembershipSnapshot.From(user));
        }
        else
        {
            // Version 0: whatever the directory should ever report of the user is newer.
            var profile = Profile ?? new ProfileSnapshot
            {
                Version = 0,
                Profile = new UserProfile { UserName = "" },
                ChangedAt = new Dictionary<string, long>(),
                Active = false,
            };
            Profile = profile with { Active = false, Deleted = true };
        }

        Sync = new SyncMark(message.Sync, message.Force, IsPending: true);
        Desired = Desired with
        {
            Generation = Math.Max(Desired.Generation, message.AccountGeneration),
            Exists = message.HasAccount,
            OverwriteAll = Desired.OverwriteAll && Observed.AccountGeneration != Desired.Generation,
        };
        Observed = ObservedState.Unknown with { Exists = message.HasAccount };
        Outstanding = null;
    }

    /// <summary>Lets the next reconciliation try again what the saga had given up.</summary>
    public void ClearFault()
    {
        Fault = null;
        Outstanding = null;
    }

    private void Apply(
        TenantId tenant, long version, UserProfile profile, IReadOnlyDictionary<string, long> changedAt, bool active, bool deleted = false)
    {
        Tenant = tenant;
        Apply(new ProfileSnapshot { Version = version, Profile = profile, ChangedAt = changedAt, Active = active, Deleted = deleted });
    }

    private void Apply(ProfileSnapshot profile)
    {
        if (Profile is null || profile.Version > Profile.Version)
            Profile = profile;
    }

    private void Apply(MembershipSnapshot membership)
    {
        if (Membership is null || membership.Version > Membership.Version)
            Membership = membership;
    }

    private void Answered(Step step, long generation)
    {
        // The command was sent more than once: one attempt was refused or set aside, and another succeeded after all.
        if (Fault?.Step == step && Fault.Generation == generation)
            Fault = null;
        if (Outstanding?.Step == step)
            Outstanding = null;
    }
}
