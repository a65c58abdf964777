using System.Text.Json.Nodes;
using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Directory.Users;

/// <summary>Maps a SCIM User to the profile that Pinpoint uses (docs/identity-providers/README.md, "Attributes").</summary>
internal static class ProfileMapping
{
    private const string ExternalRecruiter = "External Recruiter";

    /// <summary>The attributes of a profile under their names in messages.</summary>
    private static readonly (string Name, Func<UserProfile, object?> Value)[] Attributes =
    [
        ("userName", profile => profile.UserName),
        ("externalId", profile => profile.ExternalId),
        ("workEmail", profile => profile.WorkEmail),
        ("givenName", profile => profile.GivenName),
        ("familyName", profile => profile.FamilyName),
        ("timeZone", profile => profile.TimeZone),
        ("kind", profile => profile.Kind),
    ];

    public static UserProfile ProfileOf(JsonObject resource) => new()
    {
        UserName = Text(resource["userName"])!,
        ExternalId = Text(resource["externalId"]),
        WorkEmail = WorkEmail(resource),
        GivenName = Text(resource["name"]?["givenName"]),
        FamilyName = Text(resource["name"]?["familyName"]),
        TimeZone = Text(resource["timezone"]),
        Kind = string.Equals(Text(resource["userType"]), ExternalRecruiter, StringComparison.OrdinalIgnoreCase)
            ? AccountKind.ExternalRecruiter
            : AccountKind.Internal,
    };

    /// <summary>The versions of a new user's attributes: 0 for absent ones, so that they overwrite nothing.</summary>
    public static IReadOnlyDictionary<string, long> ChangedAt(UserProfile profile, long version) =>
        Attributes.ToDictionary(
            attribute => attribute.Name,
            attribute => attribute.Value(profile) is null ? 0 : version,
            StringComparer.Ordinal);

    /// <summary>The version at which each attribute last changed, after an update to <paramref name="version"/>.</summary>
    public static IReadOnlyDictionary<string, long> ChangedAt(
        UserProfile before, IReadOnlyDictionary<string, long> changedAt, UserProfile after, long version) => Attributes.ToDictionary(
            attribute => attribute.Name,
            attribute => Equals(attribute.Value(before), attribute.Value(after)) ? changedAt.GetValueOrDefault(attribute.Name) : version,
            StringComparer.Ordinal);

    /// <summary>The e-mail of type work, else the primary one, else the first, else the userName if it is an e-mail address.</summary>
    private static string? WorkEmail(JsonObject resource)
    {
        var emails = (resource["emails"] as JsonArray ?? []).OfType<JsonObject>().Where(email => Text(email["value"]) is not null).ToList();
        var chosen = emails.Find(email => string.Equals(Text(email["type"]), "work", StringComparison.OrdinalIgnoreCase))
            ?? emails.Find(email => email["primary"] is JsonValue primary && primary.GetValue<bool>())
            ?? emails.FirstOrDefault();
        if (chosen is not null)
            return Text(chosen["value"]);
        var userName = Text(resource["userName"])!;
        return LooksLikeAddress(userName) ? userName : null;
    }

    private static bool LooksLikeAddress(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == text.LastIndexOf('@') && at < text.Length - 1 && !text.Contains(' ', StringComparison.Ordinal);
    }

    private static string? Text(JsonNode? node) => (node as JsonValue)?.GetValue<string>();
}
