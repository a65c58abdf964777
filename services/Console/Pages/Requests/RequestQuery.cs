using System.Globalization;
using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Frame;

namespace Scim.Bus.Console.Pages.Requests;

/// <summary>What the requests are searched for, as it is in the page's address.</summary>
/// <param name="Who">The beginnings of words of the name of whom or what they are about.</param>
/// <param name="Result">What came of them, of <see cref="RequestTexts.Results"/>.</param>
/// <param name="Kind">What they are about, of <see cref="RequestTexts.Kinds"/>.</param>
/// <param name="From">The first minute, UTC, as <c>2026-11-26T08:30</c>.</param>
/// <param name="To">The last minute, UTC.</param>
/// <param name="Reason">Name of the reason of a refusal.</param>
/// <param name="User">Id of the user whom they are about.</param>
/// <param name="Trace">Id of the trace that they belong to.</param>
/// <param name="Bulk">Id of the bulk request whose operations they are.</param>
public sealed record RequestQuery(
    string? Who, string? Result, string? Kind, string? From, string? To, string? Reason, string? User, string? Trace, string? Bulk)
{
    private const string MinuteFormat = "yyyy-MM-ddTHH:mm";

    /// <summary>Whether there is anything to search for.</summary>
    public bool IsEmpty => Filter is null;

    /// <summary>The search in SCIM's filter syntax; null for everything.</summary>
    public string? Filter
    {
        get
        {
            List<string> parts = [];
            parts.AddRange(OfNames(Who?.Trim() ?? ""));
            if (RequestTexts.KnownResult(Result) is { Length: > 0 } result)
                parts.Add($"outcome eq {ServiceClient.Quoted(result)}");
            if (RequestTexts.KnownKind(Kind) is { Length: > 0 } kind)
                parts.Add($"resourceType eq {ServiceClient.Quoted(kind)}");
            if (MinuteOf(From) is { } from)
                parts.Add($"at ge \"{TimeOf(from)}\"");
            if (MinuteOf(To) is { } to && to.Year < DateTime.MaxValue.Year)
                parts.Add($"at lt \"{TimeOf(to.AddMinutes(1))}\"");
            if (Reason is { Length: > 0 } reason)
                parts.Add($"reason eq {ServiceClient.Quoted(reason)}");
            if (User is { Length: > 0 } user)
                parts.Add($"userId eq {ServiceClient.Quoted(user)}");
            if (Trace is { Length: > 0 } trace)
                parts.Add($"traceId eq {ServiceClient.Quoted(trace)}");
            if (Bulk is { Length: > 0 } bulk)
                parts.Add($"bulkId eq {ServiceClient.Quoted(bulk)}");
            return parts.Count == 0 ? null : string.Join(" and ", parts);
        }
    }

    /// <summary>What links to the page search for, and its form has no field for.</summary>
    public IEnumerable<(string Name, string? Value)> OfLinks => [("reason", Reason), ("user", User), ("trace", Trace), ("bulk", Bulk)];

    /// <summary>A path with the search in its query.</summary>
    public string At(string path, string? cursor = null) => PagePath.With(
        path,
        ("who", Who?.Trim()),
        ("result", Result),
        ("kind", Kind),
        ("from", From),
        ("to", To),
        ("reason", Reason),
        ("user", User),
        ("trace", Trace),
        ("bulk", Bulk),
        ("cursor", cursor));

    /// <summary>An address is compared as a whole, anything else word by word, in whatever order.</summary>
    private static IEnumerable<string> OfNames(string text)
    {
        if (text.Contains('@', StringComparison.Ordinal))
            return [$"subject sw {ServiceClient.Quoted(text)}"];
        var letters = text.Select(letter => char.IsLetterOrDigit(letter) ? letter : ' ').ToArray();
        var words = new string(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Select(word => $"names sw {ServiceClient.Quoted(word)}");
    }

    private static DateTime? MinuteOf(string? text) => DateTime.TryParseExact(
        text,
        MinuteFormat,
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
        out var minute) ? minute : null;

    private static string TimeOf(DateTime minute) => minute.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
