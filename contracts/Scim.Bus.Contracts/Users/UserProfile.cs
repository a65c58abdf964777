namespace Scim.Bus.Contracts;

/// <summary>The attributes of a SCIM User that Pinpoint uses. Those that the identity provider did not send are null.</summary>
public sealed record UserProfile
{
    /// <summary>The SCIM <c>userName</c>: the person's UPN. Unique in the tenant, whatever its spelling.</summary>
    public required string UserName { get; init; }

    /// <summary>The identity provider's own key for the person, case-exact.</summary>
    public string? ExternalId { get; init; }

    /// <summary>
    /// Work e-mail, which identifies the account: the e-mail of type <c>work</c> (of several the primary one), else the primary one, else
    /// the first, else a <see cref="UserName"/> that is an e-mail address. No two active users of a tenant have the same.
    /// </summary>
    public string? WorkEmail { get; init; }

    /// <summary>The SCIM <c>name.givenName</c>.</summary>
    public string? GivenName { get; init; }

    /// <summary>The SCIM <c>name.familyName</c>.</summary>
    public string? FamilyName { get; init; }

    /// <summary>An identifier of the IANA time zone database, such as <c>Europe/London</c>.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Relation of the person to the customer, from the SCIM <c>userType</c>.</summary>
    public AccountKind Kind { get; init; }
}
