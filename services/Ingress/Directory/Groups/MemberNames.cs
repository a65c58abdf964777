namespace Scim.Bus.Ingress.Directory.Groups;

/// <summary>The names of a user, under the names that they have in the resource.</summary>
internal sealed record MemberNames
{
    public string? UserName { get; init; }

    public string? DisplayName { get; init; }

    public NameParts? Name { get; init; }

    /// <summary>The name that a group shows: the first of these that is not blank.</summary>
    public string Display =>
        Text(DisplayName) ?? Text(Name?.Formatted) ?? FullName(Text(Name?.GivenName), Text(Name?.FamilyName)) ?? UserName!;

    private static string? FullName(string? given, string? family) =>
        given is null && family is null ? null : string.Join(' ', new[] { given, family }.OfType<string>());

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    internal sealed record NameParts(string? Formatted, string? GivenName, string? FamilyName);
}
