namespace Scim.Bus.Contracts;

/// <summary>The attributes of an account that say who the person is. They come from the user's <see cref="UserProfile"/>.</summary>
public record AccountAttributes
{
    /// <summary>Work e-mail: the address that identifies the account. No two active accounts of a tenant have the same.</summary>
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
}
