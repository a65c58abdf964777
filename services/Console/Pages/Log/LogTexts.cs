using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Parts;
using Scim.Bus.Console.Timeline;
using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Pages.Log;

/// <summary>Words for the ids and names that lines of the log have.</summary>
/// <param name="group">Name of a group; null if it is not known.</param>
/// <param name="sentence">A sentence with names in place of ids.</param>
/// <param name="catalogue">What permissions mean; null if that can't be read.</param>
internal sealed class LogTexts(Func<GroupId, string?> group, Func<string, string> sentence, Catalogue? catalogue)
{
    /// <summary>Permissions that a sentence names; more are counted.</summary>
    private const int NamedPermissions = 3;

    private readonly Dictionary<string, string> _meanings =
        (catalogue?.Permissions ?? []).Where(name => name.Description is not null).DistinctBy(name => name.Name)
            .ToDictionary(name => name.Name, name => LowerFirst(name.Description!));

    /// <summary>A sentence with names in place of ids.</summary>
    public string In(string text) => sentence(text);

    public string Group(GroupId? id) => id is { } known ? $"“{group(known) ?? $"group …{known.ToString()[^8..]}"}”" : "no group";

    /// <summary>What happened in a step, with names in place of ids and words in place of fields.</summary>
    public string Step(TimelineItem line)
    {
        var end = line.Detail.LastIndexOf(": ", StringComparison.Ordinal);
        return line.Fields.Count > 0 && end > 0 ? $"{In(line.Detail[..end])}: {Fields([line])}." : In(line.Detail);
    }

    /// <summary>What was changed, in words.</summary>
    public static string Fields(IEnumerable<TimelineItem> lines) =>
        LogSentence.And(lines.SelectMany(line => line.Fields).Select(FieldNames.InSentence).Distinct().DefaultIfEmpty("something"));

    /// <summary>What somebody may do now, as far as it is named.</summary>
    public IEnumerable<string> Permissions(TimelineItem line)
    {
        var named = line.Permissions.Take(NamedPermissions).Select(name => _meanings.GetValueOrDefault(name, name)).ToList();
        var more = line.PermissionCount - named.Count;
        return more > 0 ? named.Append($"do {more} more {(more == 1 ? "thing" : "things")}") : named;
    }

    private static string LowerFirst(string text) => text.Length > 0 ? $"{char.ToLowerInvariant(text[0])}{text[1..]}" : text;
}
