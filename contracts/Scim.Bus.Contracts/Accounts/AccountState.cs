namespace Scim.Bus.Contracts;

/// <summary>An account in Pinpoint, in full.</summary>
public sealed record AccountState
{
    /// <summary>Work e-mail: the address that identifies the account. Unique in the tenant, whatever its case.</summary>
    public string? WorkEmail { get; init; }

    /// <summary>First name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Last name.</summary>
    public string? LastName { get; init; }

    /// <summary>An IANA time zone identifier.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The user principal name, for SAML login where the tenant enabled it.</summary>
    public string? Upn { get; init; }

    /// <summary>Internal person or external recruiter.</summary>
    public AccountKind Kind { get; init; }

    /// <summary>Whether the person may log in.</summary>
    public bool Active { get; init; }

    /// <summary>The Access Group; null for none.</summary>
    public GroupId? AccessGroup { get; init; }
}
