using System.Text.RegularExpressions;
using Scim.Bus.Console.Clients;

namespace Scim.Bus.Console.Pages.Groups;

/// <summary>One of the lists of an Access Group's settings, for somebody to choose from.</summary>
public sealed record NameChoices
{
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);

    public required NameListTitle Title { get; init; }

    /// <summary>Names of the catalogue, in sets about the same thing.</summary>
    public required IReadOnlyList<NameSet> Sets { get; init; }

    /// <summary>Names of the group that the catalogue does not have.</summary>
    public required IReadOnlyList<NameChoice> Unknown { get; init; }

    /// <summary>Names that are typed, each in a line of its own.</summary>
    public required IReadOnlyList<string> Typed { get; init; }

    /// <summary>Names of the catalogue that stand for all that begin like them; they have to be typed.</summary>
    public required IReadOnlyList<CatalogueName> Patterns { get; init; }

    /// <summary>Whether names may be typed: there is one to continue, or no catalogue.</summary>
    public required bool MayType { get; init; }

    /// <param name="title">The list.</param>
    /// <param name="names">The names of the catalogue; null if it can't be read.</param>
    /// <param name="chosen">The names that are chosen.</param>
    /// <param name="held">The names that the group has.</param>
    public static NameChoices Of(
        NameListTitle title, IReadOnlyList<CatalogueName>? names, IReadOnlyList<string> chosen, IReadOnlyList<string> held)
    {
        var plain = names?.Where(name => name.Pattern is null).ToList() ?? [];
        var patterns = names?.Where(name => name.Pattern is not null).ToList() ?? [];
        var mayType = names is null || patterns.Count > 0;
        var others = held.Union(chosen).Except(plain.Select(name => name.Name)).ToList();
        // Without a catalogue nobody can say that a name is not in it.
        var unknown = names is null ? [] : others.FindAll(name => !IsIn(patterns, name) && (held.Contains(name) || !mayType));
        return new NameChoices
        {
            Title = title,
            Sets = SetsOf([.. plain.Select(name => new NameChoice(name.Name, name.Description, chosen.Contains(name.Name)))]),
            Unknown = [.. unknown.Select(name => new NameChoice(name, null, chosen.Contains(name)))],
            Typed = [.. others.Except(unknown).Intersect(chosen)],
            Patterns = patterns,
            MayType = mayType,
        };
    }

    /// <summary>The chosen names that neither the catalogue nor the group has.</summary>
    public static IReadOnlyList<string> UnknownOf(
        IReadOnlyList<CatalogueName>? names, IReadOnlyList<string> chosen, IReadOnlyList<string> held) =>
        names is null ? [] : [.. chosen.Except(held).Where(name => !IsIn(names, name))];

    private static bool IsIn(IReadOnlyList<CatalogueName> names, string name) => names.Any(known => known.Pattern is { } pattern
        ? Regex.IsMatch(name, $"^(?:{pattern})$", RegexOptions.CultureInvariant, MatchLimit)
        : known.Name == name);

    /// <summary>Names are about the same thing if they have the same beginning, as in <c>jobs.view</c> and <c>jobs.edit</c>.</summary>
    private static IReadOnlyList<NameSet> SetsOf(IReadOnlyList<NameChoice> choices)
    {
        var sets = choices.GroupBy(choice => choice.Name.Split('.', 2) is [var subject, _] ? subject : "").ToList();
        return [.. sets.Select(set => new NameSet(sets.Count > 1 ? TitleOf(set.Key) : null, [.. set]))];
    }

    private static string TitleOf(string subject) => subject.Length > 0 ? $"{char.ToUpperInvariant(subject[0])}{subject[1..]}" : "Other";
}

/// <summary>A list of an Access Group's settings.</summary>
/// <param name="Field">Name of the form's field.</param>
/// <param name="Title">Title of the list.</param>
/// <param name="Hint">What its names are about.</param>
public sealed record NameListTitle(string Field, string Title, string Hint);

/// <summary>Names about the same thing.</summary>
/// <param name="Title">What they are about; null if there is only one set.</param>
/// <param name="Choices">The names.</param>
public sealed record NameSet(string? Title, IReadOnlyList<NameChoice> Choices);

/// <summary>A name to choose.</summary>
/// <param name="Name">The name.</param>
/// <param name="Description">What it means; null if that is not known.</param>
/// <param name="IsChosen">Whether it is chosen.</param>
public sealed record NameChoice(string Name, string? Description, bool IsChosen);
