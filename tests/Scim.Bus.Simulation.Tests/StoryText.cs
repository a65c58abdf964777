using System.Globalization;
using System.Text.RegularExpressions;

namespace Scim.Bus.Simulation.Tests;

/// <summary>
/// A story in which ids, half of whose bits are random, have names in the order in which they appear: the same each time.
/// </summary>
internal static partial class StoryText
{
    public static string WithoutIds(string story)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        return Id.Replace(story, match => Name(match.Value));

        string Name(string id)
        {
            if (!names.TryGetValue(id, out var name))
                names.Add(id, name = string.Create(CultureInfo.InvariantCulture, $"id{names.Count}"));
            return name;
        }
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.None, 10_000)]
    private static partial Regex Id { get; }
}
