using Scim.Bus.Contracts;

namespace Scim.Bus.Provisioning.Users;

/// <summary>The observed state of a user's account: what Accounts has confirmed.</summary>
internal sealed record ObservedState
{
    public static ObservedState None { get; } = new();

    /// <summary>Observed state reset to unknown, so that the command is sent again.</summary>
    public static ObservedState Unknown { get; } = new() { Generation = -1 };

    public bool Exists { get; init; }

    public bool Active { get; init; }

    public long AttributesVersion { get; init; }

    /// <summary>The Access Group that the account has its access from.</summary>
    public GroupId? Group { get; init; }

    /// <summary>The group's name, for mails.</summary>
    public string? GroupName { get; init; }

    /// <summary>Generation of the last confirmed command.</summary>
    public long Generation { get; init; }

    /// <summary>Whether the account is in the desired state. While a command is unanswered, its state is not known.</summary>
    public bool Matches(DesiredState desired, DesiredState requested) => Generation == requested.Generation
        && Exists == desired.Exists
        && Group == desired.Group
        && (!Exists || (Active == desired.Active && AttributesVersion == desired.AttributesVersion));
}
