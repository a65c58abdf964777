using System.Text.Json;
using Scim.Bus.Console.Timeline;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Console.Pages.Log;

/// <summary>The outcomes of lines, by the names that the admin API has for them.</summary>
public static class Outcomes
{
    /// <summary>For a list to choose from.</summary>
    public static IReadOnlyList<(string Value, string Text)> Options { get; } =
        [("", "All"), .. Enum.GetValues<TimelineOutcome>().Select(NameOf).Select(name => (name, name))];

    public static string NameOf(TimelineOutcome outcome) => JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString());

    public static string ToneOf(TimelineOutcome outcome) => outcome switch
    {
        TimelineOutcome.Ok => "ok",
        TimelineOutcome.Failed => "error",
        TimelineOutcome.Retried or TimelineOutcome.Warning => "warning",
        _ => "neutral",
    };

    /// <summary>The outcome of several lines, the oldest first: the worst that still stands.</summary>
    public static TimelineOutcome Of(IReadOnlyList<TimelineItem> lines)
    {
        if (lines.Any(line => line.Outcome == TimelineOutcome.Failed))
            return TimelineOutcome.Failed;
        if (lines.Any(line => line.Outcome == TimelineOutcome.Warning))
            return TimelineOutcome.Warning;
        // What was tried again and done after that is done.
        return lines[^1].Outcome == TimelineOutcome.Retried ? TimelineOutcome.Retried
            : lines.All(line => line.Outcome == TimelineOutcome.Ignored) ? TimelineOutcome.Ignored
            : TimelineOutcome.Ok;
    }

    /// <summary>An outcome that exists; empty for anything else.</summary>
    public static string Known(string? text) => Options.Any(option => option.Value == text) ? text ?? "" : "";
}
