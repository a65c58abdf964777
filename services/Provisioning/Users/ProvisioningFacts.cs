using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Provisioning.Users;

/// <summary>
/// Records the fact that a message reports, and decides nothing. A fact about a facet of the user counts only if it is newer than what is
/// known of that facet (I3).
/// </summary>
internal static class ProvisioningFacts
{
    public static ProvisioningRecord Apply(this ProvisioningRecord record, UserProvisioned message) =>
        record.Of(message.Tenant, message.User).With(new ProfileSnapshot
        {
            Version = message.Version,
            Profile = message.Profile,
            ChangedAt = message.ChangedAt,
            Active = message.Active,
        });

    public static ProvisioningRecord Apply(this ProvisioningRecord record, UserUpdated message) =>
        record.Of(message.Tenant, message.User).With(new ProfileSnapshot
        {
            Version = message.Version,
            Profile = message.Profile,
            ChangedAt = message.ChangedAt,
            Active = message.Active,
        });

    public static ProvisioningRecord Apply(this ProvisioningRecord record, UserDeprovisioned message) =>
        record.Of(message.Tenant, message.User).With(new ProfileSnapshot
        {
            Version = message.Version,
            Profile = message.Profile,
            ChangedAt = message.ChangedAt,
            Active = false,
            Deleted = message.Reason == DeprovisioningReason.Deleted,
        });

    public static ProvisioningRecord Apply(this ProvisioningRecord record, AssignmentChanged message) =>
        record.Of(message.Tenant, message.Assignment.User).With(new MembershipSnapshot
        {
            Version = message.Assignment.Version,
            Group = message.Assignment.EffectiveGroup,
        });

    /// <summary>A manual sync starts over: the observed state becomes unknown.</summary>
    public static ProvisioningRecord Apply(this ProvisioningRecord record, SyncUser message)
    {
        var synced = record.Of(message.Tenant, message.User);
        synced = message.Directory is { } user
            ? synced.With(ProfileSnapshot.From(user)).With(MembershipSnapshot.From(user))
            : synced with { Profile = (synced.Profile ?? ProfileSnapshot.Unknown) with { Active = false, Deleted = true } };
        return synced with
        {
            Sync = new SyncMark(message.Sync, message.Force, IsPending: true),
            Desired = synced.Desired with
            {
                Generation = Math.Max(synced.Desired.Generation, message.AccountGeneration),
                Exists = message.HasAccount,
                OverwriteAll = synced.Desired.OverwriteAll && synced.Observed.Generation != synced.Desired.Generation,
            },
            Observed = ObservedState.Unknown with { Exists = message.HasAccount },
            Outstanding = null,
        };
    }

    /// <summary>An answer confirms what was last asked for, whatever is desired by now.</summary>
    public static ProvisioningRecord Apply(this ProvisioningRecord record, AccountApplied message)
    {
        var requested = record.Requested;
        if (message.Generation != requested.Generation)
            return record;
        return record with
        {
            Observed = new ObservedState
            {
                Exists = requested.Exists,
                Active = requested.Active,
                AttributesVersion = requested.AttributesVersion,
                Group = requested.Group,
                GroupName = message.AccessGroupName,
                Generation = message.Generation,
            },
            Outstanding = null,
            // A fault is always of what was requested last: sent more than once, and a later attempt succeeded after all.
            Fault = null,
        };
    }

    /// <summary>A refusal is part of what is known until it is decided what follows from it.</summary>
    public static ProvisioningRecord Apply(this ProvisioningRecord record, CommandRefused message)
    {
        if (record.Outstanding is not { } command || message.Generation != command.Generation)
            return record;
        return record with
        {
            Outstanding = command with { Refusal = new Refusal(message.Reason, message.MayPass) },
            Observed = message.AccessApplied
                ? record.Observed with { Group = record.Requested.Group, GroupName = message.AccessGroupName }
                : record.Observed,
        };
    }

    /// <summary>A time that has come is no fact of its own: the clock tells it.</summary>
    public static ProvisioningRecord Apply(this ProvisioningRecord record, UserTimeoutElapsed _) => record;

    /// <summary>What was given up may be tried again.</summary>
    public static ProvisioningRecord Apply(this ProvisioningRecord record, RetryUser _) => record with { Fault = null, Outstanding = null };

    private static ProvisioningRecord Of(this ProvisioningRecord record, TenantId tenant, UserId user) =>
        record with { Tenant = tenant, User = user };

    private static ProvisioningRecord With(this ProvisioningRecord record, ProfileSnapshot profile) =>
        record.Profile?.Version >= profile.Version ? record : record with { Profile = profile };

    private static ProvisioningRecord With(this ProvisioningRecord record, MembershipSnapshot membership) =>
        record.Membership?.Version >= membership.Version ? record : record with { Membership = membership };
}
