using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Accounts;
using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Pages.Log;

/// <summary>
/// Finds whom or what the log is searched for. The log has ids only, so names are looked up where they are: those of people, and in Access
/// Groups.
/// </summary>
internal sealed class LogSearch(UserSearch users, AccessGroupsClient groups)
{
    /// <summary>Most groups that a search is for.</summary>
    private const int MaxGroups = UserSearch.MaxMatches;

    /// <summary>The condition that lines must meet, in SCIM's filter syntax; null if nobody and nothing matches.</summary>
    /// <exception cref="ServiceAwayException">A service that knows names does not answer, so that the search would miss some.</exception>
    public async Task<string?> FindAsync(TenantId tenant, LogQuery query)
    {
        if (query.Trace is { } trace)
            return $"traceId eq {ServiceClient.Quoted(trace)}";
        if (Guid.TryParseExact(query.Text, "D", out var id))
            return AnyOf([id], [id]);
        var groupsRead = groups.ListAsync(tenant);
        var people = await users.FindAsync(tenant, query.Text);
        var matching = (await groupsRead).Where(group => group.DisplayName.Contains(query.Text, StringComparison.OrdinalIgnoreCase));
        return AnyOf([.. people.Select(user => user.Value)], [.. matching.Take(MaxGroups).Select(group => group.Id.Value)]);
    }

    private static string? AnyOf(IReadOnlyCollection<Guid> users, IReadOnlyCollection<Guid> groups)
    {
        string[] conditions =
        [
            .. users.Select(id => $"userId eq {ServiceClient.Quoted(id.ToString())}"),
            .. groups.Select(id => $"groupId eq {ServiceClient.Quoted(id.ToString())}"),
        ];
        return conditions.Length == 0 ? null : $"({string.Join(" or ", conditions)})";
    }
}
