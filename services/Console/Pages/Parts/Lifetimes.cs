using System.Globalization;

namespace Scim.Bus.Console.Pages.Parts;

/// <summary>How long a new secret may be good for.</summary>
public static class Lifetimes
{
    /// <summary>The lifetime that is chosen unless somebody chooses another.</summary>
    public const string Usual = "365";

    public static IReadOnlyList<(string Value, string Text)> Options { get; } =
        [(Usual, "In a year"), ("90", "In 90 days"), ("30", "In 30 days")];

    /// <summary>When a secret expires that is made now.</summary>
    public static DateTimeOffset End(string chosen, DateTimeOffset now)
    {
        var days = Options.Any(option => option.Value == chosen) ? chosen : Usual;
        return now.AddDays(int.Parse(days, CultureInfo.InvariantCulture));
    }
}
