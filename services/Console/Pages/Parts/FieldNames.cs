namespace Scim.Bus.Console.Pages.Parts;

/// <summary>What people call the fields of accounts and of users.</summary>
public static class FieldNames
{
    /// <summary>Label of a field; one without a name of its own, such as an attribute of an extension, as it is.</summary>
    public static string Of(string field) => field switch
    {
        "workEmail" => "Work e-mail",
        "firstName" or "givenName" => "First name",
        "lastName" or "familyName" => "Last name",
        "timeZone" => "Time zone",
        "upn" => "UPN",
        "userName" => "User name",
        "externalId" => "External ID",
        "kind" => "Kind",
        "active" => "State",
        "accessGroup" => "Access Group",
        "accessGroupName" => "Name of the Access Group",
        "displayName" => "Name",
        "userId" => "Linked user",
        _ => field,
    };

    /// <summary>The name within a sentence.</summary>
    public static string InSentence(string field) => Of(field) switch
    {
        // Abbreviations and names stay as they are.
        "UPN" => "UPN",
        "Access Group" => "Access Group",
        var name when name.Length > 0 => $"{char.ToLowerInvariant(name[0])}{name[1..]}",
        _ => field,
    };
}
