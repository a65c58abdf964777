namespace Scim.Bus.Contracts;

/// <summary>A mail server accepted a notification. Deliberately without the address.</summary>
public sealed record NotificationSent : ITenantMessage
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The user that the notification is about; null for one to admins.</summary>
    public UserId? User { get; init; }

    /// <summary>Kind of the notification.</summary>
    public required NotificationKind Kind { get; init; }

    /// <summary>When the mail server accepted it, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
