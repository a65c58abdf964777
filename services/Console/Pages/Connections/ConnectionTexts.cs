using Scim.Bus.Console.Clients;

namespace Scim.Bus.Console.Pages.Connections;

/// <summary>The state of a connection, for people to read.</summary>
public static class ConnectionTexts
{
    /// <summary>How long before its end a token is worth a warning.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    /// <summary>The state, and what it means.</summary>
    public static (string Tone, string Title, string Text) StateOf(ConnectionReport report) => report.State switch
    {
        "never" => ("info", "Never connected", "Nothing has been heard from an identity provider with a token of this tenant."),
        "connected" => ("ok", "Connected", "The identity provider's changes arrive and are accepted."),
        "failing" => ("error", "Failing", FailureOf(report)),
        "silent" => (
            "warning",
            "Silent",
            $"Nothing has been heard for {Hours(report.SilentAfterHours)}, the time that the settings allow. It may be that nothing has "
            + "changed, or that the identity provider has stopped."),
        var other => ("neutral", other, ""),
    };

    private static string Hours(int? hours) => hours == 1 ? "an hour" : $"{hours} hours";

    /// <summary>How it stands with a token's end; null if there is nothing to say.</summary>
    public static (string Tone, string Text)? ExpiryOf(Token token, DateTimeOffset now)
    {
        if (token.ExpiresAt is not { } end)
            return null;
        if (end <= now)
            return ("error", "expired");
        return end - now <= Soon ? ("warning", "expires soon") : null;
    }

    private static string FailureOf(ConnectionReport report)
    {
        var count = report.RefusedDeactivations.Count;
        var whoStays = count == 1
            ? "A deactivation was refused: the person still has access."
            : $"{count} deactivations were refused: the people still have access.";
        var main = report.Refusals.Count > 0 ? $" Most often: {report.Refusals[0].Title}." : "";
        return count > 0 ? whoStays : $"Everything that the identity provider changes is refused.{main}";
    }
}
