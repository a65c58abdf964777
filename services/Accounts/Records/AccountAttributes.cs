using Scim.Bus.Contracts;

namespace Scim.Bus.Accounts.Records;

/// <summary>An account's data about its person.</summary>
internal sealed record AccountAttributes
{
    public string? WorkEmail { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    /// <summary>IANA time zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary>User principal name: the SCIM <c>userName</c>. Unique in the tenant.</summary>
    public string? Upn { get; init; }

    public AccountKind Kind { get; init; }
}
