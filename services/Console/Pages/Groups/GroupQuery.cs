using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Frame;

namespace Scim.Bus.Console.Pages.Groups;

/// <summary>Which Access Groups are listed and in which order, as it is in the page's address.</summary>
/// <param name="Search">A part of their names.</param>
/// <param name="State">Whether an admin has configured them: <c>configured</c> or <c>open</c>.</param>
/// <param name="Sort">What they are sorted by; one of <see cref="Sorts"/>.</param>
public sealed record GroupQuery(string? Search, string? State, string? Sort)
{
    private const string Configured = "configured";
    private const string NotConfigured = "open";
    private const string Members = "members";
    private const string Changed = "changed";

    public static IReadOnlyList<(string Value, string Text)> States { get; } =
        [("", "All"), (Configured, "Configured"), (NotConfigured, "Not configured")];

    public static IReadOnlyList<(string Value, string Text)> Sorts { get; } =
        [("", "Name"), (Members, "Most members first"), (Changed, "Last changed first")];

    /// <summary>What was searched for; empty for nothing.</summary>
    public string Text => Search?.Trim() ?? "";

    /// <summary>The groups that are listed, in their order.</summary>
    /// <param name="groups">All groups, in the order of their names.</param>
    public IReadOnlyList<AccessGroup> Apply(IReadOnlyList<AccessGroup> groups)
    {
        var chosen = groups.Where(group =>
            group.DisplayName.Contains(Text, StringComparison.OrdinalIgnoreCase)
            && (State is not (Configured or NotConfigured) || group.Configured == (State == Configured)));
        return [.. Sort switch
        {
            Members => chosen.OrderByDescending(group => group.MemberCount ?? -1),
            Changed => chosen.OrderByDescending(group => group.UpdatedAt),
            _ => chosen,
        }];
    }

    /// <summary>A path with the query.</summary>
    public string At(string path, int? page = null) =>
        PagePath.With(path, ("search", Text), ("state", State), ("sort", Sort), ("page", page));
}
