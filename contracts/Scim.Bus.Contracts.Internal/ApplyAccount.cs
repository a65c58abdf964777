namespace Scim.Bus.Contracts.Internal;

/// <summary>
/// Provisioning to Accounts: bring the account and its access to this state. Carries the complete state, so that only the newest command
/// counts. Answered by <see cref="AccountApplied"/>, also if nothing had to be done, or by <see cref="CommandRefused"/>.
/// </summary>
public sealed record ApplyAccount : ITenantMessage
{
    public required TenantId Tenant { get; init; }

    public required UserId User { get; init; }

    /// <summary>
    /// Generation of the desired state. Consumers ignore commands of an older generation than the last that they applied.
    /// </summary>
    public required long Generation { get; init; }

    /// <summary>False to remove the account.</summary>
    public required bool Exists { get; init; }

    /// <summary>Whether the person may log in.</summary>
    public required bool Active { get; init; }

    /// <summary>
    /// The desired Access Group, whose settings Accounts knows from <see cref="AccessGroupSettingsChanged"/>; null for none.
    /// </summary>
    public GroupId? Group { get; init; }

    /// <summary>The profile in the directory.</summary>
    public required UserProfile Profile { get; init; }

    /// <summary>The version of the profile.</summary>
    public required long ProfileVersion { get; init; }

    /// <summary>
    /// Version at the last change of each attribute: only those with a higher version than the account's are overwritten.
    /// </summary>
    public required IReadOnlyDictionary<string, long> ChangedAt { get; init; }

    /// <summary>Overwrite all attributes, including manual edits.</summary>
    public bool OverwriteAll { get; init; }
}
