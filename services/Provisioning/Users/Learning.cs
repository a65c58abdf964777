using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Provisioning.Users;

/// <summary>Takes in what messages tell of a user, each facet if it is newer than what is known.</summary>
internal static class Learning
{
    public static void Learn(this UserSaga saga, UserProvisioned message) => saga.Learn(new ProfileFacet
    {
        Version = message.Version,
        Profile = message.Profile,
        ChangedAt = message.ChangedAt,
        Active = message.Active,
    });

    public static void Learn(this UserSaga saga, UserUpdated message) => saga.Learn(new ProfileFacet
    {
        Version = message.Version,
        Profile = message.Profile,
        ChangedAt = message.ChangedAt,
        Active = message.Active,
    });

    public static void Learn(this UserSaga saga, UserDeprovisioned message) => saga.Learn(new ProfileFacet
    {
        Version = message.Version,
        Profile = message.Profile,
        ChangedAt = message.ChangedAt,
        Active = false,
        Deleted = message.Reason == DeprovisioningReason.Deleted,
    });

    public static void Learn(this UserSaga saga, AssignmentChanged message) =>
        saga.Learn(new AssignmentFacet { Version = message.Assignment.Version, Group = message.Assignment.EffectiveGroup });

    public static void Learn(this UserSaga saga, AccountApplied message)
    {
        var asked = saga.Sent.Account;
        if (message.Generation != asked.Generation)
            return;
        // An account that came or went has no permissions any more, whatever its user's group.
        var lostGroup = asked.Exists != saga.Confirmed.Exists && saga.Confirmed.Group is not null;
        saga.Confirmed = saga.Confirmed with
        {
            Exists = asked.Exists,
            Active = asked.Active,
            AttributesVersion = asked.AttributesVersion,
            AccountGeneration = message.Generation,
            AccessGeneration = lostGroup ? Confirmation.Doubted.AccessGeneration : saga.Confirmed.AccessGeneration,
        };
        saga.Answered(Step.Account);
    }

    public static void Learn(this UserSaga saga, AccessApplied message)
    {
        var asked = saga.Sent.Access;
        if (message.Generation != asked.Generation)
            return;
        saga.Confirmed = saga.Confirmed with { Group = asked.Group, GroupName = message.DisplayName, AccessGeneration = message.Generation };
        saga.Answered(Step.Access);
    }

    /// <summary>Takes in what a sync found: nothing that was confirmed before counts.</summary>
    public static void Learn(this UserSaga saga, SyncUser message)
    {
        if (message.Directory is { } user)
        {
            saga.Learn(ProfileFacet.From(user));
            saga.Learn(AssignmentFacet.From(user));
        }
        else
        {
            // No version: whatever the directory should ever say of the user is newer.
            var profile = saga.Profile ?? new ProfileFacet { Version = 0, Profile = new UserProfile { UserName = "" }, ChangedAt = new Dictionary<string, long>(), Active = false };
            saga.Profile = profile with { Active = false, Deleted = true };
        }

        saga.Sync = new SyncMark(message.Sync, message.Force, IsPending: true);
        saga.Goal = saga.Goal with
        {
            Generation = Math.Max(saga.Goal.Generation, message.AccountGeneration),
            Exists = message.HasAccount,
            OverwriteAll = saga.Goal.OverwriteAll && saga.Confirmed.AccountGeneration != saga.Goal.Generation,
        };
        saga.Confirmed = Confirmation.Doubted with { Exists = message.HasAccount };
        saga.Awaited = null;
    }

    private static void Learn(this UserSaga saga, ProfileFacet heard)
    {
        if (saga.Profile is null || heard.Version > saga.Profile.Version)
            saga.Profile = heard;
    }

    private static void Learn(this UserSaga saga, AssignmentFacet heard)
    {
        if (saga.Assignment is null || heard.Version > saga.Assignment.Version)
            saga.Assignment = heard;
    }

    private static void Answered(this UserSaga saga, Step step)
    {
        if (saga.Awaited?.Step == step)
            saga.Awaited = null;
    }
}
