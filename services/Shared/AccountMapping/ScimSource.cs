using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Protocol.Filters;
using Scim.Protocol.Identifiers;
using Scim.Protocol.Schemas;

namespace Scim.Bus.AccountMapping;

/// <summary>Where a SCIM User has a value. The user was checked against its schema.</summary>
/// <param name="Path">The attribute, as RFC 7644, section 3.10, writes it.</param>
/// <param name="Read">Reads the value.</param>
internal sealed record ScimSource<T>(string Path, Func<JsonObject, T> Read);

/// <summary>The sources of a profile's attributes.</summary>
internal static class ScimSource
{
    private const string ExternalRecruiter = "External Recruiter";

    /// <summary>
    /// The address of type work (of several the primary one), else the primary one, else the first, else the userName if it is an address;
    /// without blanks around it. A blank address is none.
    /// </summary>
    public static ScimSource<string?> WorkEmail { get; } = new("emails[type eq \"work\"].value", user =>
    {
        var emails = (user["emails"] as JsonArray ?? []).OfType<JsonObject>().Where(HasValue).ToList();
        var chosen = emails.Where(IsWork).OrderByDescending(IsPrimary).FirstOrDefault()
            ?? emails.Find(IsPrimary)
            ?? emails.FirstOrDefault();
        if (chosen is not null)
            return Text(chosen["value"])!.Trim();
        var userName = Text(user["userName"])!;
        return EmailAddress.IsValid(userName) ? userName.Trim() : null;
    });

    /// <summary>An external recruiter if the userType says so, in upper or lower case, with blanks around it or not.</summary>
    public static ScimSource<AccountKind> Kind { get; } = new("userType", user =>
        string.Equals(Text(user["userType"])?.Trim(), ExternalRecruiter, StringComparison.OrdinalIgnoreCase)
            ? AccountKind.ExternalRecruiter
            : AccountKind.Internal);

    /// <summary>A text attribute.</summary>
    /// <exception cref="ArgumentException">The schemas of users have no such attribute.</exception>
    public static ScimSource<string?> Text(string path)
    {
        var segments = AttributePath.TryParse(path) is { } parsed && ResourceTypes.User.Resolve(parsed) is { } reference
            ? AttributeLocation.From(reference).Segments
            : throw new ArgumentException($"A SCIM User has no attribute '{path}'.", nameof(path));
        return new(path, user => Text(segments.Aggregate((JsonNode?)user, (node, segment) => (node as JsonObject)?[segment])));
    }

    /// <summary>A name. A blank one is none.</summary>
    /// <exception cref="ArgumentException">The schemas of users have no such attribute.</exception>
    public static ScimSource<string?> Name(string path)
    {
        var source = Text(path);
        return new(path, user => source.Read(user) is { } name && !string.IsNullOrWhiteSpace(name) ? name : null);
    }

    private static bool HasValue(JsonObject email) => !string.IsNullOrWhiteSpace(Text(email["value"]));

    private static bool IsWork(JsonObject email) => string.Equals(Text(email["type"]), "work", StringComparison.OrdinalIgnoreCase);

    private static bool IsPrimary(JsonObject email) => email["primary"] is JsonValue primary && primary.GetValue<bool>();

    private static string? Text(JsonNode? node) => (node as JsonValue)?.GetValue<string>();
}
