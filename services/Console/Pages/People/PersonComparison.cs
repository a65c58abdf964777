using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Parts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Console.Pages.People;

/// <summary>
/// What the identity provider says about a person, what is wanted of the account, and what the account has, attribute by attribute. The
/// three come from three services; the column of one that is away says so.
/// </summary>
public static class PersonComparison
{
    public const string Unknown = "not known now";

    private const string Paused = "nothing yet";
    private const string Active = "active";
    private const string None = "none";

    private static readonly (string Name, Func<PersonAttributes, string?> Read)[] Attributes =
    [
        ("workEmail", person => person.WorkEmail),
        ("firstName", person => person.FirstName),
        ("lastName", person => person.LastName),
        ("timeZone", person => person.TimeZone),
        ("upn", person => person.Upn),
        ("kind", person => person.KindName),
    ];

    /// <param name="known">What is known about the person.</param>
    /// <param name="groupName">Name of the desired Access Group; null for none.</param>
    public static IReadOnlyList<ComparedRow> Of(KnownOfPerson known, string? groupName)
    {
        if (known is { Account: null, IsAccountUnknown: false, Saga.Desired.Exists: false, Directory: null })
            return [];
        return
        [
            Row(
                known,
                "Exists",
                "",
                YesNo(known.Directory is not null),
                saga => YesNo(saga.Desired.Exists),
                YesNo(known.Account is not null)),
            Row(
                known,
                "Can log in",
                Active,
                YesNo(known.Directory?.Active == true),
                saga => YesNo(saga.Desired.Active),
                YesNo(known.Account?.Active == true)),
            Row(
                known,
                "Access Group",
                "",
                GroupsOf(known.Directory),
                saga => saga.Desired.Exists ? groupName ?? None : None,
                known.Account?.AccessGroup?.Title ?? None),
            .. Attributes.Select(attribute => Row(
                known,
                FieldNames.Of(attribute.Name),
                attribute.Name,
                TextOf(known.Directory, attribute.Read),
                saga => TextOf(saga.Desired.Exists ? saga.Attributes : null, attribute.Read),
                TextOf(known.Account, attribute.Read))),
        ];
    }

    private static ComparedRow Row(
        KnownOfPerson known, string title, string field, string said, Func<Saga, string> wanted, string has)
    {
        var edit = known.Account?.Edits.FirstOrDefault(one => one.Field == field);
        var isKept = edit is not null && known.Saga?.Overwrites.Contains(field) == false;
        var isPaused = known.Saga is { } saga && States.IsIncomparable(saga.State);
        var desired = isPaused ? Paused : known.Saga is null ? Unknown : isKept ? has : wanted(known.Saga);
        var isComparable = known is { Saga: not null, IsAccountUnknown: false } && !isPaused;
        return new ComparedRow(title, known.IsDirectoryUnknown ? Unknown : said, desired, known.IsAccountUnknown ? Unknown : has)
        {
            Edit = edit,
            IsKept = isKept,
            Result = !isComparable ? ComparedResult.NotCompared
                : desired != has ? known.Saga!.Fault is null ? ComparedResult.OnItsWay : ComparedResult.Different
                : isKept && said != has ? ComparedResult.EditedByHand
                : ComparedResult.Same,
        };
    }

    private static string GroupsOf(DirectoryPerson? user) => user is { Groups: { Count: > 0 } groups }
        ? string.Join("; also in ", (string[])[groups[0].Title, .. groups.Skip(1).Select(group => group.Title)])
        : None;

    private static string TextOf(PersonAttributes? person, Func<PersonAttributes, string?> read) =>
        person is null ? None : read(person) ?? None;

    private static string YesNo(bool value) => value ? "yes" : "no";
}

/// <summary>A row of the comparison.</summary>
/// <param name="Title">What is compared.</param>
/// <param name="Said">What the identity provider says.</param>
/// <param name="Wanted">What is wanted of the account.</param>
/// <param name="Has">What the account has.</param>
public sealed record ComparedRow(string Title, string Said, string Wanted, string Has)
{
    /// <summary>Who edited it by hand, and when; null if nobody did.</summary>
    public FieldEdit? Edit { get; init; }

    /// <summary>Whether the edit stays.</summary>
    public bool IsKept { get; init; }

    public required ComparedResult Result { get; init; }
}

/// <summary>How what is wanted and what the account has compare.</summary>
public enum ComparedResult
{
    NotCompared,
    Same,
    EditedByHand,
    OnItsWay,
    Different,
}
