namespace Scim.Bus.Contracts.Internal;

/// <summary>The current state of an account.</summary>
public sealed record AccountSnapshot
{
    public required AccountId Account { get; init; }

    /// <summary>The user that the account belongs to; null for an account that provisioning never managed.</summary>
    public UserId? User { get; init; }

    /// <summary>Names, addresses, Access Group and whether the person may log in.</summary>
    public required AccountState State { get; init; }

    /// <summary>Generation that was last applied to it.</summary>
    public required long Generation { get; init; }

    /// <summary>Version of the profile that was last applied; 0 for none.</summary>
    public required long ProfileVersion { get; init; }

    /// <summary>Whether the person may log in, as provisioning last applied it; null for never.</summary>
    public bool? ProvisionedActive { get; init; }

    /// <summary>Fields edited manually since provisioning last set them.</summary>
    public IReadOnlyList<FieldEdit> Edits { get; init; } = [];
}
