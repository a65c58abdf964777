using Microsoft.Extensions.Primitives;

namespace Scim.Bus.Ingress.Scim.Http;

/// <summary>Reads the entity tags of <c>If-Match</c> and <c>If-None-Match</c> (RFC 9110, section 8.8.3).</summary>
internal static class EntityTags
{
    private const string Weak = "W/";

    /// <summary>The tags, or null if there is no such header.</summary>
    public static IReadOnlyList<string>? Of(StringValues header) => header.Count == 0 ? null : [.. header.SelectMany(value => Split(value ?? ""))];

    /// <summary>The tags of a list, which may be of one.</summary>
    /// <remarks>A weak one is compared as if it were strong, since clients add the mark of their own accord.</remarks>
    public static IEnumerable<string> Split(string list) =>
        list.Split(',').Select(tag => tag.Trim()).Select(tag => tag.StartsWith(Weak, StringComparison.OrdinalIgnoreCase) ? tag[Weak.Length..] : tag);
}
