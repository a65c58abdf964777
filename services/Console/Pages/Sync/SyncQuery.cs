using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.Console.Pages.People;
using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Pages.Sync;

/// <summary>What the lists of the page have, as it is in its address.</summary>
/// <param name="Search">Words of names and addresses, or the id of a user.</param>
/// <param name="State">The state that listed users are in.</param>
/// <param name="Difference">How listed accounts differ from the directory.</param>
public sealed record SyncQuery(string? Search, string? State, string? Difference)
{
    /// <summary>The states of users that are listed.</summary>
    public static IReadOnlyList<(string Value, string Text)> StateOptions { get; } =
    [
        ("", "All"),
        .. ((string[])[States.Faulted, States.OnHold, States.AwaitingProfile]).Select(state => (state, States.Of(state).Title)),
    ];

    public static IReadOnlyList<(string Value, string Text)> DifferenceOptions { get; } =
    [
        ("", "All"),
        .. ((string[])["missing", "orphaned", "behind", "edited"]).Select(kind => (kind, SyncTexts.Difference(kind).Title)),
    ];

    /// <summary>What was searched for; empty for nothing.</summary>
    public string Text => Search?.Trim() ?? "";

    /// <summary>The state; empty for all.</summary>
    public string KnownState => Known(StateOptions, State);

    /// <summary>The difference; empty for all.</summary>
    public string KnownDifference => Known(DifferenceOptions, Difference);

    /// <summary>Whether the lists have all users.</summary>
    public bool HasAllUsers => Text.Length == 0 && KnownState.Length == 0;

    /// <summary>Whether the report on drift is listed as a whole.</summary>
    public bool HasAllDrift => Text.Length == 0 && KnownDifference.Length == 0;

    /// <summary>The condition for sagas in some states, in SCIM's filter syntax; null if none of those states is listed.</summary>
    /// <param name="found">The users whom the search found; null if there was none.</param>
    /// <param name="states">The states of the list.</param>
    public string? FilterOf(IReadOnlyCollection<UserId>? found, params IEnumerable<string> states)
    {
        var listed = states.Where(state => KnownState.Length == 0 || state == KnownState).ToList();
        return listed.Count == 0 ? null : And(AnyOf("state", listed), OfUsers(found));
    }

    /// <summary>The condition for accounts that differ, in SCIM's filter syntax; null for all.</summary>
    /// <param name="found">The users whom the search found; null if there was none.</param>
    public string? DriftFilterOf(IReadOnlyCollection<UserId>? found) =>
        And(KnownDifference.Length == 0 ? null : AnyOf("kind", [KnownDifference]), OfUsers(found));

    /// <summary>A path with the query.</summary>
    public string At(string path, params (string Name, object? Value)[] more) =>
        PagePath.With(path, [("search", Text), ("state", KnownState), ("difference", KnownDifference), .. more]);

    private static string? OfUsers(IReadOnlyCollection<UserId>? users) =>
        users is null ? null : AnyOf("userId", users.Select(user => user.ToString()));

    private static string AnyOf(string field, IEnumerable<string> values) =>
        $"({string.Join(" or ", values.Select(value => $"{field} eq {ServiceClient.Quoted(value)}"))})";

    private static string? And(params IEnumerable<string?> conditions) =>
        string.Join(" and ", conditions.OfType<string>()) is { Length: > 0 } all ? all : null;

    private static string Known(IReadOnlyList<(string Value, string Text)> options, string? value) =>
        options.FirstOrDefault(option => option.Value == value).Value ?? "";
}
