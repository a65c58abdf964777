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
        var asked = saga.Sent.Account;
        if (message.Order != asked.Order)
            return;
        saga.Confirmed = (asked.Exists ? saga.Confirmed : Confirmation.None) with
        {
            Exists = asked.Exists,
            Active = asked.Active,
            AttributesVersion = asked.AttributesVersion,
            AccountOrder = message.Order,
        };
        saga.Answered(Step.Account);
    }

    public static void Learn(this UserSaga saga, AccessApplied message)
    {
        var asked = saga.Sent.Access;
        if (message.Order != asked.Order)
            return;
        saga.Confirmed = saga.Confirmed with { Group = asked.Group, GroupName = message.DisplayName, AccessOrder = message.Order };
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
