using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Pages.Accounts;

/// <summary>Which accounts are listed and in which order, as it is in the page's address.</summary>
/// <param name="Search">Words of names and addresses.</param>
/// <param name="State">Whether people may log in: <c>active</c> or <c>inactive</c>.</param>
/// <param name="Kind">Their kind, as the admin API has it.</param>
/// <param name="Group">Id of their Access Group, or <see cref="NoGroup"/>.</param>
/// <param name="Sort">What they are sorted by; one of <see cref="Sorts"/>.</param>
public sealed record AccountQuery(string? Search, string? State, string? Kind, string? Group, string? Sort)
{
    public const string NoGroup = "none";

    /// <summary>All accounts.</summary>
    public static AccountQuery All { get; } = new(null, null, null, null, null);

    public static IReadOnlyList<(string Value, string Text)> States { get; } =
        [("", "All"), ("active", "Active"), ("inactive", "Inactive")];

    public static IReadOnlyList<(string Value, string Text)> Kinds { get; } =
        [("", "All"), ("internal", "Internal"), ("externalRecruiter", "External recruiter")];

    public static IReadOnlyList<(string Value, string Text)> Sorts { get; } =
    [
        ("", "Oldest first"), ("lastName", "Last name"), ("firstName", "First name"), ("workEmail", "Work e-mail"),
        ("updatedAt", "Last changed first"),
    ];

    /// <summary>What was searched for; empty for nothing.</summary>
    public string Text => Search?.Trim() ?? "";

    /// <summary>The field to sort by; null for the order of creation.</summary>
    public string? SortBy => Known(Sorts, Sort) is { Length: > 0 } sort ? sort : null;

    public bool IsDescending => SortBy == "updatedAt";

    /// <summary>Whether all accounts are listed.</summary>
    public bool IsEmpty => Filter is null;

    /// <summary>The conditions in SCIM's filter syntax; null for none.</summary>
    public string? Filter
    {
        get
        {
            List<string?> conditions =
            [
                PersonSearch.ForAccounts(Text),
                Known(States, State) is { Length: > 0 } state ? $"active eq {(state == "active" ? "true" : "false")}" : null,
                Known(Kinds, Kind) is { Length: > 0 } kind ? $"kind eq {ServiceClient.Quoted(kind)}" : null,
                Group == NoGroup ? "not (accessGroup.id pr)"
                    : GroupId.TryParse(Group, null, out var group) ? $"accessGroup.id eq {ServiceClient.Quoted(group.ToString())}" : null,
            ];
            var all = string.Join(" and ", conditions.OfType<string>());
            return all.Length > 0 ? all : null;
        }
    }

    /// <summary>A path with the query.</summary>
    public string At(string path, string? cursor = null) => PagePath.With(
        path, ("search", Text), ("state", State), ("kind", Kind), ("group", Group), ("sort", SortBy), ("cursor", cursor));

    private static string? Known(IReadOnlyList<(string Value, string Text)> options, string? value) =>
        options.Any(option => option.Value == value) ? value : null;
}
