namespace Scim.Bus.Contracts;

/// <summary>A tenant was created or its settings changed. Carries them all: apply what is above the version that you hold.</summary>
public sealed record TenantConfigured
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The version of the settings. Only grows.</summary>
    public required long Version { get; init; }

    /// <summary>The settings in full.</summary>
    public required TenantSettings Settings { get; init; }

    /// <summary>When they were changed, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
