using Scim.Bus.Contracts;

namespace Scim.Bus.Provisioning.Users;

/// <summary>The observed state of a user's account: what Accounts and AccessGroups have confirmed.</summary>
internal sealed record ObservedState
{
    public static ObservedState None { get; } = new();

    /// <summary>Observed state reset to unknown, so that every command is sent again.</summary>
    public static ObservedState Unknown { get; } = new() { AccountGeneration = -1, AccessGeneration = -1 };

    public bool Exists { get; init; }

    public bool Active { get; init; }

    public long AttributesVersion { get; init; }

    public GroupId? Group { get; init; }

    /// <summary>The group's name, for mails.</summary>
    public string? GroupName { get; init; }

    /// <summary>Generation of the last confirmed command about the account.</summary>
    public long AccountGeneration { get; init; }

    /// <summary>Generation of the last confirmed command about the account's access.</summary>
    public long AccessGeneration { get; init; }

    /// <summary>Whether the account is in the desired state. While a command is unanswered, its state is not known.</summary>
    public bool AccountMatches(DesiredState desired, LastRequested requested) => AccountGeneration == requested.Account.Generation
        && Exists == desired.Exists
        && (!Exists || (Active == desired.Active && AttributesVersion == desired.AttributesVersion));

    /// <summary>Whether the account has the desired access: none if there should be no account.</summary>
    public bool AccessMatches(DesiredState desired, LastRequested requested) =>
        AccessGeneration == requested.Access.Generation && Group == desired.Group;
}
