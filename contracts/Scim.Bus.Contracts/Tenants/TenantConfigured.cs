namespace Scim.Bus.Contracts;

/// <summary>
/// A tenant was created, or its settings changed. Carries all settings: apply the message if its version is higher than the one that you
/// hold.
/// </summary>
public sealed record TenantConfigured : ITenantMessage
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Version of the settings. Only grows.</summary>
    public required long Version { get; init; }

    /// <summary>The settings in full.</summary>
    public required TenantSettings Settings { get; init; }

    /// <summary>When the settings changed, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
