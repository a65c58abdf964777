using System.Globalization;

namespace Scim.Bus.Console.Pages.Connect;

/// <summary>How long a new token may be good for.</summary>
public static class TokenLifetimes
{
    /// <summary>The lifetime that is chosen unless somebody chooses another.</summary>
    public const string Usual = "365";

    private const string Never = "never";

    public static IReadOnlyList<(string Value, string Text)> Options { get; } =
        [(Usual, "In a year"), ("90", "In 90 days"), ("30", "In 30 days"), (Never, "Never")];

    /// <summary>When a token that is issued now expires; null for never.</summary>
    public static DateTimeOffset? End(string chosen, DateTimeOffset now)
    {
        if (chosen == Never)
            return null;
        var days = Options.Any(option => option.Value == chosen) ? chosen : Usual;
        return now.AddDays(int.Parse(days, CultureInfo.InvariantCulture));
    }
}
