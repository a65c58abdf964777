using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;
using Scim.Bus.Provisioning.Users.Storage;

namespace Scim.Bus.Provisioning.Tenants;

/// <summary>Progress of rolling a tenant's changed settings out to its sagas. One document for each tenant.</summary>
internal sealed record SettingsRollout : IHasOutbox<SettingsRollout>
{
    public required TenantId Tenant { get; init; }

    /// <summary>Version of the settings that are rolled out.</summary>
    public required long Version { get; init; }

    /// <summary>Version of the settings that were last rolled out to all sagas; 0 for none.</summary>
    public long RolledOut { get; init; }

    /// <summary>The last user whose saga was checked; null at the beginning.</summary>
    public UserId? After { get; init; }

    /// <summary>When the rollout begins, when another process resumes it, or when it is repeated, UTC.</summary>
    public DateTimeOffset? NextDueAt { get; init; }

    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    public static CollectionDefinition<SettingsRollout> Collection { get; } = new()
    {
        Service = SagaCollection.Service,
        Name = "settingsRollouts",
    };

    public SettingsRollout WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };
}
