using System.Text.RegularExpressions;
using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Clients;

/// <summary>
/// Names of users, accounts and groups for their ids, which logs and reports have. Names are no condition for a page: where a service is
/// away, ids are shown.
/// </summary>
internal sealed partial class Names(AccountsClient accounts, AccessGroupsClient groups)
{
    private const int PerFilter = 50;

    private readonly Dictionary<UserId, string> _users = [];
    private readonly Dictionary<Guid, string> _others = [];

    /// <summary>Loads the names of users. A user without an account has none.</summary>
    public async Task LoadUsersAsync(TenantId tenant, IEnumerable<UserId> ids)
    {
        foreach (var some in ids.Distinct().Where(id => !_users.ContainsKey(id)).Chunk(PerFilter))
        {
            var filter = string.Join(" or ", some.Select(id => $"userId eq {ServiceClient.Quoted(id.ToString())}"));
            if (await Optional.ReadAsync(accounts.ListAsync(tenant, filter, PerFilter, null)) is not { Value: { } page })
                return;
            foreach (var account in page.Items)
            {
                _others[account.Id.Value] = account.DisplayName;
                if (account.UserId is { } user)
                    _users[user] = account.DisplayName;
            }
        }
    }

    /// <summary>Loads the names of all Access Groups.</summary>
    public async Task LoadGroupsAsync(TenantId tenant)
    {
        foreach (var group in (await Optional.ReadAsync(groups.ListAsync(tenant))).Value ?? [])
            _others[group.Id.Value] = group.DisplayName;
    }

    /// <summary>Name of a user; null if it is unknown.</summary>
    public string? Of(UserId user) => _users.GetValueOrDefault(user);

    /// <summary>Replaces ids of known groups and accounts in a sentence by their names.</summary>
    public string In(string sentence) => Id.Replace(
        sentence, id => _others.TryGetValue(Guid.Parse(id.Value), out var name) ? $"“{name}”" : id.Value);

    [GeneratedRegex("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.None, 1_000)]
    private static partial Regex Id { get; }
}
