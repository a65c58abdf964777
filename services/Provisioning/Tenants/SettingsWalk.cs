using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;
using Scim.Bus.Provisioning.Users.Storage;

namespace Scim.Bus.Provisioning.Tenants;

/// <summary>A walk through a tenant's sagas after its settings changed; one document for each tenant.</summary>
internal sealed record SettingsWalk : IHasOutbox<SettingsWalk>
{
    public required TenantId Tenant { get; init; }

    /// <summary>The version of the settings that the walk is about.</summary>
    public required long Version { get; init; }

    /// <summary>The last user whose saga was looked at; null at the beginning.</summary>
    public UserId? After { get; init; }

    /// <summary>When it begins, or is taken up by somebody else; null when it is done.</summary>
    public DateTimeOffset? NextDueAt { get; init; }

    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    public static CollectionDefinition<SettingsWalk> Collection { get; } = new()
    {
        Service = UserSagaCollection.Service,
        Name = "settingsWalks",
    };

    public SettingsWalk WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };
}
