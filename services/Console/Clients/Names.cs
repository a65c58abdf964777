using System.Text.RegularExpressions;
using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Clients;

/// <summary>
/// Names of users, accounts and groups for their ids, which logs and reports have. Names are no condition for a page: where a service is
/// away, ids are shown.
/// </summary>
internal sealed partial class Names(AccountsClient accounts, AccessGroupsClient groups, DirectoryClient directory)
{
    private const int PerFilter = 50;

    private readonly Dictionary<UserId, string> _users = [];
    private readonly Dictionary<Guid, string> _others = [];

    /// <summary>Loads the names of users: of their accounts, or of the directory for those who have none.</summary>
    public async Task LoadUsersAsync(TenantId tenant, IEnumerable<UserId> ids)
    {
        var wanted = ids.Distinct().ToList();
        await LoadAsync(wanted, LoadFromAccountsAsync);
        await LoadAsync(wanted, LoadFromDirectoryAsync);

        async Task<bool> LoadFromAccountsAsync(UserId[] some)
        {
            var read = await Optional.ReadAsync(accounts.ListAsync(tenant, AnyOf("userId", some), PerFilter, null));
            foreach (var account in read.Value?.Items ?? [])
            {
                _others[account.Id.Value] = account.DisplayName;
                if (account.UserId is { } user)
                    _users[user] = account.DisplayName;
            }

            return read.Problem is null;
        }

        async Task<bool> LoadFromDirectoryAsync(UserId[] some)
        {
            var read = await Optional.ReadAsync(directory.ListAsync(tenant, AnyOf("id", some), PerFilter));
            foreach (var user in read.Value ?? [])
                _users[user.Id] = user.DisplayName;
            return read.Problem is null;
        }
    }

    /// <summary>Loads the names that are missing, some at a time. A service that is away is not asked again.</summary>
    private async Task LoadAsync(IReadOnlyList<UserId> ids, Func<UserId[], Task<bool>> load)
    {
        foreach (var some in ids.Where(id => !_users.ContainsKey(id)).Chunk(PerFilter))
        {
            if (!await load(some))
                return;
        }
    }

    /// <summary>Loads the names of all Access Groups.</summary>
    public async Task LoadGroupsAsync(TenantId tenant)
    {
        foreach (var group in (await Optional.ReadAsync(groups.ListAsync(tenant))).Value ?? [])
            _others[group.Id.Value] = group.DisplayName;
    }

    /// <summary>Name of a group; null if it is unknown.</summary>
    public string? Of(GroupId group) => _others.GetValueOrDefault(group.Value);

    /// <summary>Name of a user; null if it is unknown.</summary>
    public string? Of(UserId user) => _users.GetValueOrDefault(user);

    /// <summary>Replaces ids of known groups and accounts in a sentence by their names, in quotes; ids may be in quotes already.</summary>
    public string In(string sentence) => Id.Replace(
        sentence, id => _others.TryGetValue(Guid.Parse(id.Groups["id"].Value), out var name) ? $"“{name}”" : id.Value);

    private static string AnyOf(string field, IEnumerable<UserId> ids) =>
        string.Join(" or ", ids.Select(id => $"{field} eq {ServiceClient.Quoted(id.ToString())}"));

    [GeneratedRegex("“?(?<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})”?", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Id { get; }
}
