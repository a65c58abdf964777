using Scim.Bus.Contracts;

namespace Scim.Bus.Notifications.Sending;

/// <summary>A mail as it will be sent: composed when it was decided, so that what is tried again later says the same.</summary>
internal sealed record OutgoingMail
{
    public required TenantId Tenant { get; init; }

    /// <summary>The user that it is about; null where it is about none.</summary>
    public UserId? User { get; init; }

    public required NotificationKind Kind { get; init; }

    /// <summary>The address to write to.</summary>
    public required string To { get; init; }

    /// <summary>What to call whoever is written to; null if that is not known.</summary>
    public string? Name { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required string Html { get; init; }
}
