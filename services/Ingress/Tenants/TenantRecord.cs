using Scim.Bus.Contracts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Tenants;

/// <summary>A tenant and its settings.</summary>
internal sealed record TenantRecord : IHasOutbox<TenantRecord>
{
    public required TenantId Id { get; init; }

    /// <summary>Version of the settings, by which consumers recognise newer ones.</summary>
    public required long Version { get; init; }

    public required TenantSettings Settings { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What admins were told of the connection; null if it was never looked at for that.</summary>
    public AlertState? Alerts { get; init; }

    public IReadOnlyList<PendingMessage> Pending { get; init; } = [];

    public DateTimeOffset? NextDueAt => Alerts?.CheckAt;

    public TenantRecord WithPending(IReadOnlyList<PendingMessage> pending) => this with { Pending = pending };

    /// <summary>Replaces the settings, with a <see cref="TenantConfigured"/> in the outbox.</summary>
    public TenantRecord Configured(TenantSettings settings, DateTimeOffset now)
    {
        var next = this with { Version = Version + 1, Settings = settings };
        if (settings.SilentAfterHours is not null)
            next = next.CheckedBy(now);
        return next with { Pending = [.. Pending, next.Configured(now)] };
    }

    /// <summary>The tenant, with its connection looked at no later than at this time.</summary>
    public TenantRecord CheckedBy(DateTimeOffset at) => this with { Alerts = (Alerts ?? new AlertState()).CheckedBy(at) };

    /// <summary>Creates the message with the present settings.</summary>
    public PendingMessage Configured(DateTimeOffset now)
    {
        var message = new TenantConfigured { Tenant = Id, Version = Version, Settings = Settings, OccurredAt = now };
        return PendingMessage.Create(message, MessageIds.Create($"{nameof(TenantConfigured)}/{Id}/{Version}"), now);
    }
}
