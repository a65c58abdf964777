using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Directory.Membership;

/// <summary>
/// Groups' documents do not hold their members: those stand on the users' documents. A condition on <c>members</c> that names users is answered
/// from those users' documents; <c>members pr</c> by asking the index of memberships once for each group.
/// </summary>
internal sealed class MemberJoin(GroupStore groups, UserStore users)
{
    /// <summary>How many groups a tenant may have for <c>members pr</c> to be answered.</summary>
    private const int MaxGroups = 2_000;
    private const int PageSize = 500;
    private const int Parallelism = 16;

    private static readonly AttributeDefinition Members = ResourceTypes.Group.Attribute("members")!;
    private static readonly AttributeLocation Id = new(["id"], ResourceTypes.Group.Attribute("id")!);

    /// <summary>The filter with conditions on members replaced by the ids of the groups for which they hold.</summary>
    /// <exception cref="ScimException">400 <c>invalidFilter</c>: no index leads to the members that are meant. 400 <c>tooMany</c>.</exception>
    public Task<BoundFilter> JoinAsync(TenantId tenant, BoundFilter filter, CancellationToken cancellationToken) => BoundFilterRewriter.RewriteAsync(
        filter,
        async condition => condition switch
        {
            BoundPresent present when present.Attribute.Definition == Members => await WithMembersAsync(tenant, cancellationToken),
            BoundAny any when any.Attribute.Definition == Members => MemberSet.Of(any.Element) is { } named
                ? await WithAnyOfAsync(tenant, named, cancellationToken)
                : await WithMembersAsync(tenant, cancellationToken),
            _ => condition,
        });

    private async Task<BoundFilter> WithAnyOfAsync(TenantId tenant, IReadOnlySet<string> named, CancellationToken cancellationToken)
    {
        // What is not spelled as an id is (ids are case-exact) is nobody's.
        var ids = named.Where(text => UserId.TryParse(text, null, out var id) && id.ToString() == text).Select(text => UserId.Parse(text, null));
        var found = await users.GetManyAsync(tenant, [.. ids], cancellationToken);
        var standing = found.SelectMany(user => user.Memberships).Where(membership => membership.Stands);
        return new BoundIn(Id, [.. standing.Select(membership => membership.Group.ToString()).Distinct()]);
    }

    private async Task<BoundFilter> WithMembersAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        if (await groups.Documents.CountAsync(tenant, null, cancellationToken) > MaxGroups)
        {
            throw new ScimException(
                400, ScimErrorType.TooMany, $"'members pr' is only answered for up to {MaxGroups} groups; name the members, as in 'members.value eq \"…\"'.");
        }

        var query = new DocumentQuery { Tenant = tenant, Limit = PageSize };
        var withMembers = new System.Collections.Concurrent.ConcurrentBag<string>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(groups.Documents.StreamAsync(query, cancellationToken), options, async (group, token) =>
        {
            var first = new DocumentQuery { Tenant = tenant, Filter = MemberFilter.Of(group.Body.Id), Limit = 1 };
            if ((await users.Documents.QueryAsync(first, token)).Count > 0)
                withMembers.Add(group.Id);
        });
        return new BoundIn(Id, withMembers);
    }
}
