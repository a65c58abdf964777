namespace Scim.Bus.Console.Pages.Errors;

/// <summary>What is asked before a message is discarded.</summary>
public static class DiscardError
{
    public const string Question = "Discard this message?";

    public const string Action = "Discard";

    /// <summary>What follows, for a message of this queue.</summary>
    public static string ConsequenceFor(string queue) => queue.StartsWith("outbox:", StringComparison.Ordinal)
        ? "Subscribers get the present state of what it was about instead."
        : "What it asks for is not done. A sync makes accounts match the directory again.";
}
