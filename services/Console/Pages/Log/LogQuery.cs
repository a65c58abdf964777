using System.Text.RegularExpressions;
using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.Console.Pages.Parts;

namespace Scim.Bus.Console.Pages.Log;

/// <summary>What of the provisioning log is shown, as it is in the page's address.</summary>
/// <param name="Outcome">The outcome that a line must have.</param>
/// <param name="Search">Words of a person or a group; or an ID of one, or of a trace.</param>
/// <param name="From">The first day, UTC.</param>
/// <param name="To">The last day, UTC.</param>
public sealed partial record LogQuery(string? Outcome, string? Search, string? From, string? To)
{
    /// <summary>The outcome; empty for all.</summary>
    public string KnownOutcome => Outcomes.Known(Outcome);

    /// <summary>What is searched for; empty for nothing.</summary>
    public string Text => Search?.Trim() ?? "";

    /// <summary>The trace that is searched for; null for none.</summary>
    public string? Trace => TraceText.IsMatch(Text) ? Text : null;

    /// <summary>Whether everything is shown.</summary>
    public bool IsEmpty => Text.Length == 0 && !Conditions.Any();

    /// <summary>What lines must be like, in SCIM's filter syntax, beside what is searched for.</summary>
    public IEnumerable<string> Conditions =>
    [
        .. KnownOutcome.Length > 0 ? [$"outcome eq {ServiceClient.Quoted(KnownOutcome)}"] : Array.Empty<string>(),
        .. Days.Between("at", From, To),
    ];

    /// <summary>A path with the query.</summary>
    public string At(string path, string? cursor = null) => PagePath.With(
        path, ("outcome", KnownOutcome), ("search", Text), ("from", From), ("to", To), ("cursor", cursor));

    [GeneratedRegex("^[0-9a-f]{32}$", RegexOptions.None, 1_000)]
    private static partial Regex TraceText { get; }
}
