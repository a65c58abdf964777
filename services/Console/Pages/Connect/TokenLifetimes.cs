using Scim.Bus.Console.Pages.Parts;

namespace Scim.Bus.Console.Pages.Connect;

/// <summary>How long a new token may be good for.</summary>
public static class TokenLifetimes
{
    private const string Never = "never";

    public static IReadOnlyList<(string Value, string Text)> Options { get; } = [.. Lifetimes.Options, (Never, "Never")];

    /// <summary>When a token that is issued now expires; null for never.</summary>
    public static DateTimeOffset? End(string chosen, DateTimeOffset now) => chosen == Never ? null : Lifetimes.End(chosen, now);
}
