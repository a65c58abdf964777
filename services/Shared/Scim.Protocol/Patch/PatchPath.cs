using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Patch;

/// <summary>
/// What a PATCH operation is about (RFC 7644, figure 7): <c>name.givenName</c>, <c>emails[type eq "work"]</c> or
/// <c>emails[type eq "work"].value</c>.
/// </summary>
/// <param name="Attribute">The attribute, or without a filter also a part of it.</param>
/// <param name="Filter">Selects elements of a multi-valued attribute.</param>
/// <param name="SubAttribute">The part of the selected elements.</param>
public sealed record PatchPath(AttributePath Attribute, Filter? Filter, string? SubAttribute)
{
    /// <summary>Reads a path.</summary>
    /// <exception cref="ScimException">
    /// 400 <c>invalidPath</c>, naming the position; 400 <c>invalidFilter</c> for the part in brackets.
    /// </exception>
    public static PatchPath Parse(string text)
    {
        try
        {
            var parser = new FilterParser(text);
            var attribute = parser.Path();
            if (parser.Token.Kind != FilterTokenKind.OpenBracket)
            {
                ExpectEnd(ref parser);
                return new PatchPath(attribute, null, null);
            }

            var filter = parser.Bracketed();
            string? sub = null;
            if (parser.Token.Kind == FilterTokenKind.Dot)
            {
                parser.Take();
                var token = parser.Token;
                var part = parser.Path();
                sub = part is { Urn: null, SubAttribute: null } ? part.Name : throw token.Unexpected("a sub-attribute");
            }

            ExpectEnd(ref parser);
            return new PatchPath(attribute, filter, sub);
        }
        catch (FilterSyntaxException e)
        {
            throw new ScimException(400, ScimErrorType.InvalidPath, $"The path '{Shown.Text(text)}' can't be read: {e.Message}.", e);
        }
    }

    /// <summary>The path as a client would write it. Parsing it gives an equal path.</summary>
    public override string ToString() =>
        Filter is null ? Attribute.ToString() : SubAttribute is null ? $"{Attribute}[{Filter}]" : $"{Attribute}[{Filter}].{SubAttribute}";

    private static void ExpectEnd(ref FilterParser parser)
    {
        if (parser.Token.Kind != FilterTokenKind.End)
            throw parser.Unexpected("the end of the path");
    }
}
