namespace Scim.Bus.Contracts.Internal;

/// <summary>Provisioning to Notifications: tell a person.</summary>
public sealed record NotifyPerson
{
    public required TenantId Tenant { get; init; }

    public required UserId User { get; init; }

    /// <summary>
    /// Generation whose transition the mail is about. With user and kind it identifies the notification, so that a repeated command sends
    /// no second mail.
    /// </summary>
    public required long Generation { get; init; }

    public required NotificationKind Kind { get; init; }

    /// <summary>The address to write to.</summary>
    public required string Email { get; init; }

    /// <summary>What to call the person; null if no name is known.</summary>
    public string? Name { get; init; }

    /// <summary>Internal people and external recruiters are told in different words.</summary>
    public AccountKind PersonKind { get; init; }

    /// <summary>The person's IANA time zone, for times in the text; null for UTC.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The Access Group's name, where there is one.</summary>
    public string? AccessGroup { get; init; }

    /// <summary>When the transition happened, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
