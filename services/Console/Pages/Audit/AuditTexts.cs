using System.Text.Json.Nodes;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Pages.Audit;

/// <summary>Entries of the audit log, for people to read.</summary>
public static class AuditTexts
{
    /// <summary>Outcomes to choose from.</summary>
    public static IReadOnlyList<(string Value, string Text)> Outcomes { get; } =
        [("", "All"), .. Enum.GetValues<AuditOutcome>().Select(NameOf).Select(name => (name, name))];

    public static string NameOf(AuditOutcome outcome) => outcome.ToString().ToLowerInvariant();

    /// <summary>An outcome that exists; empty for anything else.</summary>
    public static string KnownOutcome(string? text) => Outcomes.Any(option => option.Value == text) ? text ?? "" : "";

    public static string ToneOf(AuditOutcome outcome) => outcome switch
    {
        AuditOutcome.Done => "ok",
        AuditOutcome.Refused or AuditOutcome.Begun => "warning",
        AuditOutcome.Failed => "error",
        _ => "neutral",
    };

    /// <summary>What an actor is, if the name does not say it.</summary>
    public static string? KindOf(Actor actor) => actor.Kind == ActorKind.MachineKey ? "machine key" : null;

    /// <summary>What was changed, a line for each value.</summary>
    public static IReadOnlyList<string> ChangesOf(AuditItem item)
    {
        var names = Names(item.Before).Union(Names(item.After), StringComparer.Ordinal);
        return [.. names.Select(name => Describe(name, item.Before?[name], item.After?[name], item.Before is not null))];
    }

    /// <summary>How many requests the entry is about; null for one.</summary>
    public static string? CountOf(AuditItem item) => item.Samples is null ? null : $"{item.Count} requests in a minute";

    private static IEnumerable<string> Names(JsonObject? of) => of?.Select(member => member.Key) ?? [];

    private static string Describe(string name, JsonNode? before, JsonNode? after, bool hasBefore) =>
        hasBefore ? $"{name}: {Text(before)} → {Text(after)}" : $"{name}: {Text(after)}";

    private static string Text(JsonNode? value) => value switch
    {
        null => "none",
        JsonArray { Count: 0 } => "none",
        JsonArray list => string.Join(", ", list.Select(Text)),
        JsonValue text when text.TryGetValue(out DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC",
        _ => value.ToString(),
    };
}
