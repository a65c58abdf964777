using Scim.Bus.Contracts;

namespace Scim.Bus.Accounts.Records;

/// <summary>Progress of giving an Access Group's new settings to the accounts that have the group.</summary>
internal sealed record SettingsRollout
{
    /// <summary>The last account that has them; null at the beginning.</summary>
    public AccountId? After { get; init; }

    /// <summary>When another process resumes the rollout, UTC.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>W3C trace context of the change of the settings.</summary>
    public string? TraceParent { get; init; }
}
