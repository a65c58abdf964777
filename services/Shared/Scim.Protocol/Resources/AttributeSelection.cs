using Scim.Protocol.Schemas;

namespace Scim.Protocol.Resources;

/// <summary>Which attributes an answer is to have (RFC 7644, section 3.9).</summary>
public sealed class AttributeSelection
{
    private readonly HashSet<string>? _only;
    private readonly HashSet<string> _without;

    private AttributeSelection(HashSet<string>? only, HashSet<string> without)
    {
        _only = only;
        _without = without;
    }

    /// <summary>What is returned by default.</summary>
    public static AttributeSelection Default { get; } = new(null, []);

    /// <summary>Whether the client chose at all.</summary>
    public bool IsDefault => _only is null && _without.Count == 0;

    /// <summary>
    /// Reads the two parameters. Names that no schema of the type has are passed over: a client may ask several types for what
    /// only one of them has.
    /// </summary>
    /// <param name="attributes">The names to return, or null.</param>
    /// <param name="excluded">The names to leave out, or null.</param>
    /// <param name="type">What the names are held against.</param>
    public static AttributeSelection Create(IReadOnlyList<string>? attributes, IReadOnlyList<string>? excluded, ResourceType type) =>
        attributes is null or [] && excluded is null or []
            ? Default
            : new AttributeSelection(attributes is null or [] ? null : Canonical(attributes, type), Canonical(excluded ?? [], type));

    /// <summary>Whether an attribute, or any part of it, is to be returned.</summary>
    /// <param name="extension">The extension that it is part of, or null.</param>
    /// <param name="attribute">The attribute.</param>
    public bool Wants(Schema? extension, AttributeDefinition attribute)
    {
        if (attribute.Returned is Returned.Always or Returned.Never)
            return attribute.Returned == Returned.Always;
        var name = new AttributeReference(extension, attribute, null).ToString();
        if (_only is null)
            return attribute.Returned != Returned.Request && !IsIn(_without, extension, name);
        return (IsIn(_only, extension, name) || _only.Any(selected => IsPart(selected, name))) && !IsIn(_without, extension, name);
    }

    /// <summary>Whether a part of an attribute that is <see cref="Wants"/>ed is to be returned.</summary>
    public bool WantsPart(Schema? extension, AttributeDefinition attribute, AttributeDefinition part)
    {
        if (part.Returned is Returned.Always or Returned.Never)
            return part.Returned == Returned.Always;
        var whole = new AttributeReference(extension, attribute, null).ToString();
        var name = new AttributeReference(extension, attribute, part).ToString();
        if (_without.Contains(name))
            return false;
        if (_only is null || attribute.Returned == Returned.Always || IsIn(_only, extension, whole))
            return part.Returned != Returned.Request || _only?.Contains(name) == true;
        return _only.Contains(name);
    }

    private static bool IsIn(HashSet<string> names, Schema? extension, string name) =>
        names.Contains(name) || (extension is not null && names.Contains(extension.Id));

    private static bool IsPart(string selected, string whole) =>
        selected.Length > whole.Length && selected[whole.Length] == '.' && selected.StartsWith(whole, StringComparison.Ordinal);

    private static HashSet<string> Canonical(IReadOnlyList<string> names, ResourceType type)
    {
        var canonical = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (AttributePath.TryParse(name.Trim()) is { } path && type.Resolve(path) is { } reference)
                canonical.Add(reference.ToString());
            else if (type.Schema.HasId(name.Trim()))
                canonical.UnionWith(type.Schema.Attributes.Select(attribute => attribute.Name));
        }

        return canonical;
    }
}
