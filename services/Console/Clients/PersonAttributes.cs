namespace Scim.Bus.Console.Clients;

/// <summary>Who a person is, as the directory says it, as it is desired, or as an account has it.</summary>
public record PersonAttributes
{
    public string? WorkEmail { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? TimeZone { get; init; }

    public string? Upn { get; init; }

    public string? Kind { get; init; }

    /// <summary>First and last name; empty for neither.</summary>
    public string PersonName => $"{FirstName} {LastName}".Trim();

    public string KindName => Kind == "externalRecruiter" ? "External recruiter" : "Internal";
}
