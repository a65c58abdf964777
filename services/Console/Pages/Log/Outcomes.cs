using System.Text.Json;
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

    /// <summary>An outcome that exists; empty for anything else.</summary>
    public static string Known(string? text) => Options.Any(option => option.Value == text) ? text ?? "" : "";
}
