using System.Text.Json.Serialization;

namespace Scim.Bus.AccessGroups.Configuration;

/// <summary>A name of the catalogue.</summary>
/// <param name="Name">The name. One that ends in a star allows every name that begins like it and is longer.</param>
/// <param name="Description">What it means; null if nobody said so.</param>
internal sealed record CatalogueName(string Name, string? Description)
{
    private const string Separator = " = ";
    private const string Special = @"\^$.|?*+()[]{}/";

    /// <summary>A regular expression that names which it allows match as a whole; null if it allows only itself.</summary>
    public string? Pattern => HasStar ? $"{Escape(Name[..^1])}.+" : null;

    [JsonIgnore]
    public bool HasStar => Name.EndsWith('*');

    /// <summary>Reads a name as settings have it: <c>jobs.view = See jobs</c>, or the name alone.</summary>
    public static CatalogueName Parse(string text) =>
        text.Split(Separator, 2, StringSplitOptions.TrimEntries) is [var name, { Length: > 0 } description]
            ? new CatalogueName(name, description)
            : new CatalogueName(text, null);

    /// <summary>True if settings of an Access Group may have a name because of this one.</summary>
    public bool Allows(string name) => HasStar
        ? name.Length >= Name.Length && name.StartsWith(Name[..^1], StringComparison.Ordinal)
        : name == Name;

    /// <summary>Escapes what browsers and .NET both read as something special, and nothing else: browsers refuse more.</summary>
    private static string Escape(string text) =>
        string.Concat(text.Select(c => Special.Contains(c, StringComparison.Ordinal) ? $@"\{c}" : $"{c}"));
}
