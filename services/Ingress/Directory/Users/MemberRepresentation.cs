using System.Text.Json.Nodes;

namespace Scim.Bus.Ingress.Directory.Users;

/// <summary>
/// A user as an element of a group's <c>members</c>. Built on each read, so that <c>display</c> is always the current name.
/// </summary>
internal static class MemberRepresentation
{
    public static JsonObject From(UserRecord user) => new()
    {
        ["value"] = user.Id.ToString(),
        ["type"] = "User",
        ["display"] = DisplayOf(user.Resource),
    };

    private static string DisplayOf(JsonObject user) =>
        Text(user["displayName"])
        ?? Text(user["name"]?["formatted"])
        ?? FullName(Text(user["name"]?["givenName"]), Text(user["name"]?["familyName"]))
        ?? Text(user["userName"])!;

    private static string? FullName(string? given, string? family) =>
        given is null && family is null ? null : string.Join(' ', new[] { given, family }.OfType<string>());

    /// <summary>A text that is not blank.</summary>
    private static string? Text(JsonNode? node) =>
        (node as JsonValue)?.GetValue<string>() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
}
