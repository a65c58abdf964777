namespace Scim.Bus.Contracts.Internal;

/// <summary>Provisioning to Notifications: send a mail to a person.</summary>
public sealed record NotifyPerson : ITenantMessage
{
    public required TenantId Tenant { get; init; }

    public required UserId User { get; init; }

    /// <summary>
    /// Generation that the mail is about. With user and kind it identifies the notification, so that a repeated command sends no second
    /// mail.
    /// </summary>
    public required long Generation { get; init; }

    public required NotificationKind Kind { get; init; }

    /// <summary>The address to write to.</summary>
    public required string Email { get; init; }

    /// <summary>The person's name; null if unknown.</summary>
    public string? Name { get; init; }

    /// <summary>Selects the wording: internal people and external recruiters get different mails.</summary>
    public AccountKind PersonKind { get; init; }

    /// <summary>The person's IANA time zone, for times in the text; null for UTC.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The Access Group's name; null without one.</summary>
    public string? AccessGroup { get; init; }

    /// <summary>
    /// True if the tenant wants no mails about changes. What waits to be sent and is overtaken by this is withdrawn, and a welcome that was
    /// withdrawn before is sent once its person can log in again; otherwise nothing is sent.
    /// </summary>
    public bool IsSilent { get; init; }

    /// <summary>True if the person may no longer log in.</summary>
    public bool EndsLogin { get; init; }

    /// <summary>When the change happened, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
