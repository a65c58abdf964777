using System.Globalization;
using System.Text.RegularExpressions;

namespace Scim.Bus.Documentation.Tests.Sources;

/// <summary>
/// The numbers of invariants and quirks that a text cites, in prose ("I3", "Quirks 12 to 18") and in names of tests
/// (<c>Quirk_24_and_28_…</c>).
/// </summary>
internal static partial class Citations
{
    public static IEnumerable<int> OfInvariants(string text) => Numbers(Invariant.Matches(text));

    public static IEnumerable<int> OfQuirks(string text) => Numbers(Quirk.Matches(text));

    private static IEnumerable<int> Numbers(IEnumerable<Match> matches) => matches
        .SelectMany(match => match.Groups["number"].Captures.Select(capture => int.Parse(capture.Value, CultureInfo.InvariantCulture)))
        .Distinct();

    [GeneratedRegex("(?<![A-Za-z0-9_/+=])I(?<number>[0-9]{1,2})(?![A-Za-z0-9/+=])")]
    private static partial Regex Invariant { get; }

    [GeneratedRegex("[Qq]uirks?[ _](?<number>[0-9]{1,2})(?![0-9])(?:(?: to | and |, |_and_|_)(?<number>[0-9]{1,2})(?![0-9]))*")]
    private static partial Regex Quirk { get; }
}
