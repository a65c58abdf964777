using Scim.Bus.Contracts;

namespace Scim.Bus.Notifications.Mail;

/// <summary>A mail in its final wording. It is composed once, so that every later attempt sends the same text.</summary>
internal sealed record OutgoingMail
{
    public required TenantId Tenant { get; init; }

    /// <summary>The user whom the mail is about; null for a digest.</summary>
    public UserId? User { get; init; }

    public required NotificationKind Kind { get; init; }

    /// <summary>The recipient's address.</summary>
    public required string To { get; init; }

    /// <summary>The recipient's name; null if it is unknown.</summary>
    public string? Name { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required string Html { get; init; }
}
