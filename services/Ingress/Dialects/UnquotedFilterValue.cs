using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Dialects;

/// <summary>
/// Lenient tenants only: quotes the value of a filter that is one comparison of a text without quotes, as WSO2 Identity Server sends it.
/// RFC 7644 takes JSON literals only. The value is everything behind the operator, so that names may have blanks.
/// <code>
/// before: displayName Eq Human Resources
///         members[value eq 2819c223]
/// after:  displayName Eq "Human Resources"
///         members[value eq "2819c223"]
/// </code>
/// </summary>
internal static partial class UnquotedFilterValue
{
    private const int MaxLength = 1_000;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Repairs a filter. Returns the same text if the repair does not apply.</summary>
    public static string Repair(string filter, IReadOnlyList<ResourceType> types) => Quoted(
        filter,
        path => types.Select(type => type.Resolve(path)).FirstOrDefault(found => found is not null) is { } reference
            ? reference.SubAttribute ?? reference.Attribute?.DefaultSubAttribute ?? reference.Attribute
            : null);

    /// <summary>Repairs the filter in the path of a PATCH operation.</summary>
    public static IEnumerable<JsonObject>? Repair(JsonObject operation, ResourceType type)
    {
        if (operation.Member("path").AsText() is not { Length: <= MaxLength } text
            || Filtered.Match(text) is not { Success: true } path
            || AttributePath.TryParse(path.Groups["attribute"].Value) is not { } owner
            || type.Resolve(owner)?.Attribute is not { } attribute)
        {
            return null;
        }

        var filter = path.Groups["filter"].Value;
        var quoted = Quoted(filter, part => attribute.SubAttribute(part.Name));
        if (quoted == filter)
            return null;
        var repaired = (JsonObject)operation.DeepClone();
        repaired.Remove(repaired.First(member => member.Key.Equals("path", StringComparison.OrdinalIgnoreCase)).Key);
        repaired["path"] = $"{path.Groups["attribute"].Value}[{quoted}]{path.Groups["rest"].Value}";
        return [repaired];
    }

    private static string Quoted(string filter, Func<AttributePath, AttributeDefinition?> find)
    {
        // More than one comparison is left alone: where a value ends would be a guess.
        if (filter.Length > MaxLength
            || Comparison.Match(filter) is not { Success: true } comparison
            || AttributePath.TryParse(comparison.Groups["path"].Value) is not { } path
            || find(path) is not { } attribute
            || !(attribute.IsText || attribute.Type == AttributeType.DateTime)
            || comparison.Groups["value"].Value.TrimEnd() is not { } value
            || value.Equals("null", StringComparison.OrdinalIgnoreCase)
            || Another.IsMatch(value))
        {
            return filter;
        }

        return $"{path} {comparison.Groups["operator"].Value} {JsonSerializer.Serialize(value, Readable)}";
    }

    [GeneratedRegex(
        @"^ *(?<path>[A-Za-z][^ \[\]()""]*) +(?<operator>eq|ne|co|sw|ew|gt|ge|lt|le) +(?<value>[^ ""][^""]*)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1_000)]
    private static partial Regex Comparison { get; }

    [GeneratedRegex(
        @"(^| )(and|or|not)( +| *\().*( (eq|ne|co|sw|ew|gt|ge|lt|le) | pr *\)? *$)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1_000)]
    private static partial Regex Another { get; }

    [GeneratedRegex(
        @"^(?<attribute>[^\[\]]+)\[(?<filter>[^\[\]]+)\](?<rest>(\.[A-Za-z$]+)?)$",
        RegexOptions.ExplicitCapture,
        1_000)]
    private static partial Regex Filtered { get; }
}
