using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Ingress.Directory.Users;

namespace Scim.Bus.Ingress.Directory.Groups;

/// <summary>
/// Reads members of groups, and users who are to be, from the users' collection, each as a <see cref="MemberRecord"/>: a request may name
/// tens of thousands and a group have a hundred thousand, and little of each is needed.
/// </summary>
internal sealed class MemberReader(IDocumentStore store)
{
    private const int PageSize = 1_000;

    private readonly IDocumentCollection<MemberRecord> _users = store.Open(new CollectionDefinition<MemberRecord>
    {
        Service = UserCollection.Definition.Service,
        Name = UserCollection.Definition.Name,
        Attributes = UserCollection.Definition.Attributes,
        Indexed = UserCollection.Definition.Indexed,
    });

    /// <summary>The members of a group in the order of their ids, read page by page.</summary>
    public IAsyncEnumerable<MemberRecord> MembersOf(TenantId tenant, GroupId group, CancellationToken cancellationToken) =>
        _users.StreamAsync(Members(tenant, group) with { Limit = PageSize }, cancellationToken).Select(document => document.Body);

    /// <summary>Those of the users that exist, in no particular order.</summary>
    public async Task<IReadOnlyList<MemberRecord>> GetManyAsync(
        TenantId tenant, IReadOnlyCollection<UserId> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return [];
        var found = await _users.GetManyAsync(tenant, [.. ids.Select(id => id.ToString())], cancellationToken);
        return [.. found.Select(document => document.Body).Where(user => !user.Deleted)];
    }

    public async Task<bool> HasMoreThanAsync(TenantId tenant, GroupId group, int count, CancellationToken cancellationToken) =>
        (await _users.QueryAsync(Members(tenant, group) with { Skip = count, Limit = 1 }, cancellationToken)).Count > 0;

    private static DocumentQuery Members(TenantId tenant, GroupId group) =>
        new() { Tenant = tenant, Filter = MemberFilter.MembersOf(group), Limit = 0 };
}
