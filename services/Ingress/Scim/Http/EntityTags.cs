using Microsoft.Extensions.Primitives;

namespace Scim.Bus.Ingress.Scim.Http;

/// <summary>Reads the entity tags of <c>If-Match</c> and <c>If-None-Match</c> (RFC 9110, section 8.8.3).</summary>
internal static class EntityTags
{
    private const string Weak = "W/";

    /// <summary>The tags in a header; null if it is absent.</summary>
    public static IReadOnlyList<string>? Parse(StringValues header) =>
        header.Count == 0 ? null : [.. header.SelectMany(value => Split(value ?? ""))];

    /// <summary>The tags in a comma-separated list.</summary>
    /// <remarks>Drops the mark of weak tags, because some clients add it to the strong tags that they received.</remarks>
    public static IEnumerable<string> Split(string list) => list
        .Split(',')
        .Select(tag => tag.Trim())
        .Select(tag => tag.StartsWith(Weak, StringComparison.OrdinalIgnoreCase) ? tag[Weak.Length..] : tag);
}
