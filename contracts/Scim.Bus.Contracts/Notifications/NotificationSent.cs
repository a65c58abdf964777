namespace Scim.Bus.Contracts;

/// <summary>A mail server accepted a notification. The address is left out on purpose.</summary>
public sealed record NotificationSent
{
    /// <summary>Whose notification it is.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The user that it is about; null where it is about none.</summary>
    public UserId? User { get; init; }

    /// <summary>What it tells.</summary>
    public required NotificationKind Kind { get; init; }

    /// <summary>When the mail server accepted it, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
