namespace Scim.Bus.Contracts.Internal;

/// <summary>The present state of an account.</summary>
public sealed record AccountSnapshot
{
    public required AccountId Account { get; init; }

    /// <summary>The user that the account belongs to; null for one that was only ever kept by hand.</summary>
    public UserId? User { get; init; }

    /// <summary>Names, addresses, Access Group and whether the person may log in.</summary>
    public required AccountState State { get; init; }

    /// <summary>Generation that was last applied to it.</summary>
    public required long Generation { get; init; }

    /// <summary>Version of the profile that was last applied; 0 for none.</summary>
    public required long ProfileVersion { get; init; }

    /// <summary>Whether provisioning last wanted the account active; null if it never said.</summary>
    public bool? ProvisionedActive { get; init; }

    /// <summary>Fields edited by hand since provisioning last set them.</summary>
    public IReadOnlyList<FieldEdit> Edits { get; init; } = [];
}
