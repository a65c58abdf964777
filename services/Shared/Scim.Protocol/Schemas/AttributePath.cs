namespace Scim.Protocol.Schemas;

/// <summary>
/// The name of an attribute as a client writes it (RFC 7644, section 3.10): <c>userName</c>, <c>name.givenName</c>,
/// <c>urn:…:User:manager.value</c>, or the URN of a whole extension.
/// </summary>
/// <param name="Urn">The URN in front of the name, if there is one.</param>
/// <param name="Name">The attribute.</param>
/// <param name="SubAttribute">The part of a complex attribute, if one is named.</param>
public sealed record AttributePath(string? Urn, string Name, string? SubAttribute)
{
    /// <summary>Reads a path. Null if it is none.</summary>
    /// <remarks>
    /// The last colon ends the URN. The URN of an extension by itself splits in the same way (its last part becomes the name);
    /// <see cref="ResourceType.Resolve"/> puts it together again.
    /// </remarks>
    public static AttributePath? TryParse(ReadOnlySpan<char> text)
    {
        string? urn = null;
        var colon = text.LastIndexOf(':');
        if (colon >= 0)
        {
            urn = text[..colon].ToString();
            text = text[(colon + 1)..];
            if (!urn.StartsWith("urn:", StringComparison.OrdinalIgnoreCase))
                return null;
        }

        string? sub = null;
        var dot = text.IndexOf('.');
        if (dot >= 0)
        {
            if (!IsName(text[(dot + 1)..]))
                return null;
            sub = text[(dot + 1)..].ToString();
            text = text[..dot];
        }

        return IsName(text) ? new AttributePath(urn, text.ToString(), sub) : null;
    }

    /// <summary>Whether this is an attribute's name: a letter, then letters, digits, hyphens and underscores; or <c>$ref</c>.</summary>
    public static bool IsName(ReadOnlySpan<char> text)
    {
        if (text.Length > 0 && text[0] == '$')
            text = text[1..];
        if (text.IsEmpty || !char.IsAsciiLetter(text[0]))
            return false;
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
                return false;
        }

        return true;
    }

    /// <summary>The path as a client would write it.</summary>
    public override string ToString()
    {
        var name = SubAttribute is null ? Name : $"{Name}.{SubAttribute}";
        return Urn is null ? name : $"{Urn}:{name}";
    }
}
