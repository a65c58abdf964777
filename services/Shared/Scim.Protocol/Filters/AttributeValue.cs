using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Scim.Protocol.Identifiers;
using Scim.Protocol.Schemas;
using Scim.Protocol.Unicode;

namespace Scim.Protocol.Filters;

/// <summary>
/// Normalises values for comparison, in memory and in stores: text to form C and folded case unless it is case-exact, times to UTC,
/// numbers to decimals.
/// </summary>
public static class AttributeValue
{
    /// <summary>How a time is written where it must sort as text: UTC with seven digits of a second.</summary>
    public const string SortableTime = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    private const int FractionDigits = 7;

    private const string XsdDateTime = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";

    /// <summary>Text as it is compared: as it is if it is case-exact, else normalized and in folded case.</summary>
    public static string Fold(string text, bool caseExact) => caseExact ? text : CaseFolding.Fold(text);

    /// <summary>
    /// The value of a leaf: a <see cref="string"/>, <see cref="decimal"/>, <see cref="bool"/> or <see cref="DateTimeOffset"/>; null
    /// if there is none.
    /// </summary>
    public static object? From(JsonNode? node, AttributeDefinition attribute)
    {
        if (node is not JsonValue value)
            return null;
        return attribute.Type switch
        {
            AttributeType.Boolean => value.GetValueKind() is JsonValueKind.True,
            AttributeType.Integer or AttributeType.Decimal => Number(value),
            AttributeType.DateTime => Time(value.GetValue<string>()),
            _ => Fold(value.GetValue<string>(), attribute.CaseExact),
        };
    }

    /// <summary>The canonical key of a leaf with text; null if there is none.</summary>
    public static string? KeyOf(JsonNode? node) => node is JsonValue value ? CanonicalKey.From(value.GetValue<string>()).Value : null;

    /// <summary>
    /// Reads an <c>xsd:dateTime</c>, which may have any number of fraction digits; those after the seventh do not count. One without an
    /// offset is in UTC. Null if it is none.
    /// </summary>
    public static DateTimeOffset? Time(string text) => DateTimeOffset.TryParseExact(
        WithoutFineDigits(text), XsdDateTime, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        ? time.ToUniversalTime()
        : null;

    /// <summary>Writes a time so that texts sort as the times do.</summary>
    public static string Sortable(DateTimeOffset time) => time.UtcDateTime.ToString(SortableTime, CultureInfo.InvariantCulture);

    /// <summary>Compares two values of one type. Text is compared by code points, as stores do, not by UTF-16 units.</summary>
    public static int Compare(object left, object right) => (left, right) switch
    {
        (string a, string b) => CompareText(a, b),
        (decimal a, decimal b) => a.CompareTo(b),
        (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
        (bool a, bool b) => a.CompareTo(b),
        _ => throw new ArgumentException($"A {left.GetType().Name} can't be compared with a {right.GetType().Name}.", nameof(right)),
    };

    /// <summary>The text with at most seven digits after the point; null where a point has none.</summary>
    private static string? WithoutFineDigits(string text)
    {
        var first = text.IndexOf('.', StringComparison.Ordinal) + 1;
        if (first == 0)
            return text;
        var end = first;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        if (end == first)
            return null;
        return end - first > FractionDigits ? text.Remove(first + FractionDigits, end - first - FractionDigits) : text;
    }

    /// <summary>A number that was checked when it was read, in whatever type the JSON node holds it.</summary>
    private static decimal Number(JsonValue value) =>
        value.TryGetValue<decimal>(out var number) ? number
        : value.TryGetValue<long>(out var whole) ? whole
        : (decimal)value.GetValue<double>();

    private static int CompareText(string a, string b)
    {
        var length = Math.Min(a.Length, b.Length);
        for (var i = 0; i < length; i++)
        {
            if (a[i] == b[i])
                continue;
            // A surrogate is half of a code point above U+FFFF, so it sorts after every other UTF-16 unit.
            var aboveBmp = char.IsSurrogate(a[i]);
            return aboveBmp == char.IsSurrogate(b[i]) ? a[i] - b[i] : aboveBmp ? 1 : -1;
        }

        return a.Length - b.Length;
    }
}
