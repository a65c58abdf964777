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

    public static void Learn(this UserSaga saga, AssignmentChanged message)
    {
        var heard = message.Assignment;
        if (saga.Assignment is null || heard.Version > saga.Assignment.Version)
            saga.Assignment = new AssignmentFacet { Version = heard.Version, Group = heard.EffectiveGroup };
    }

    public static void Learn(this UserSaga saga, AccountApplied message)
    {
        if (message.Order != saga.Goal.Order)
            return;
        saga.Confirmed = saga.Goal.Exists
            ? saga.Confirmed with { Exists = true, Active = saga.Goal.Active, AttributesVersion = saga.Goal.AttributesVersion }
            : Confirmation.None;
        saga.Answered(Step.Account);
    }

    public static void Learn(this UserSaga saga, AccessApplied message)
    {
        if (message.Order != saga.Goal.Order)
            return;
        saga.Confirmed = saga.Confirmed with { Group = saga.Goal.Group, GroupName = message.DisplayName };
        saga.Answered(Step.Access);
    }

    private static void Learn(this UserSaga saga, ProfileFacet heard)
    {
        if (saga.Profile is null || heard.Version > saga.Profile.Version)
            saga.Profile = heard;
    }

    private static void Answered(this UserSaga saga, Step step)
    {
        if (saga.Awaited?.Step == step)
            saga.Awaited = null;
    }
}
