using System.Globalization;

namespace Scim.Bus.Console.Pages.Parts;

/// <summary>Days in the address of a page, UTC.</summary>
public static class Days
{
    private const string Format = "yyyy-MM-dd";

    /// <summary>Conditions of a filter for a time from one day to another, both included. A text that is no day is none.</summary>
    /// <param name="field">Name of the field with the time.</param>
    /// <param name="from">The first day; null or empty for none.</param>
    /// <param name="to">The last day; null or empty for none.</param>
    public static IEnumerable<string> Between(string field, string? from, string? to)
    {
        if (DayOf(from) is { } first)
            yield return $"{field} ge \"{TimeOf(first)}\"";
        if (DayOf(to) is { } last && last < DateOnly.MaxValue)
            yield return $"{field} lt \"{TimeOf(last.AddDays(1))}\"";
    }

    private static DateOnly? DayOf(string? text) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string TimeOf(DateOnly day) => $"{day.ToString(Format, CultureInfo.InvariantCulture)}T00:00:00Z";
}
