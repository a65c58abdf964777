using System.Collections.Concurrent;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Membership;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Directory.Filters;

/// <summary>
/// Resolves conditions on a group's <c>members</c>, which are stored on the users' documents, to conditions on the group's <c>id</c>. If a
/// condition names users, their documents have the groups; <c>members pr</c> takes one indexed query for each group of the tenant.
/// </summary>
internal sealed class MembersFilterResolver(GroupStore groups, UserStore users)
{
    /// <summary>Maximum number of groups in a tenant for which <c>members pr</c> is answered.</summary>
    private const int MaxGroups = 2_000;
    private const int PageSize = 500;
    private const int Parallelism = 16;

    private static readonly AttributeDefinition Members = ResourceTypes.Group.Attribute("members")!;
    private static readonly AttributeLocation Id = new(["id"], ResourceTypes.Group.Attribute("id")!);

    /// <summary>Returns an equivalent filter over stored attributes only.</summary>
    /// <exception cref="ScimException">
    /// 400 <c>invalidFilter</c>: no index serves the condition. 400 <c>tooMany</c>: the tenant has too many groups for <c>members pr</c>.
    /// </exception>
    public Task<BoundFilter> ResolveAsync(TenantId tenant, BoundFilter filter, CancellationToken cancellationToken)
    {
        // However often the filter asks for it, it is looked up once.
        Task<BoundFilter>? withMembers = null;
        return BoundFilterRewriter.RewriteAsync(filter, async condition => condition switch
        {
            BoundPresent present when present.Attribute.Definition == Members => await WithMembers(),
            BoundAny any when any.Attribute.Definition == Members => MembersCondition.NamedIds(any.Element) is { } named
                ? await WithAnyOfAsync(tenant, named, cancellationToken)
                : await WithMembers(),
            _ => condition,
        });

        Task<BoundFilter> WithMembers() => withMembers ??= WithMembersAsync(tenant, cancellationToken);
    }

    private async Task<BoundFilter> WithAnyOfAsync(TenantId tenant, IReadOnlySet<string> named, CancellationToken cancellationToken)
    {
        // Ids are case-exact: a value in another spelling matches nobody.
        var ids = named
            .Where(text => UserId.TryParse(text, null, out var id) && id.ToString() == text)
            .Select(text => UserId.Parse(text, null));
        var found = await users.GetManyAsync(tenant, [.. ids], cancellationToken);
        var active = found.SelectMany(user => user.Memberships).Where(membership => membership.IsActive);
        return new BoundIn(Id, [.. active.Select(membership => membership.Group.ToString()).Distinct()]);
    }

    private async Task<BoundFilter> WithMembersAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        if (await groups.Documents.CountAsync(tenant, null, cancellationToken) > MaxGroups)
        {
            throw new ScimException(
                400,
                ScimErrorType.TooMany,
                $"'members pr' works for up to {MaxGroups} groups; name the members instead, as in 'members.value eq \"…\"'.");
        }

        var query = new DocumentQuery { Tenant = tenant, Limit = PageSize };
        var withMembers = new ConcurrentBag<string>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(groups.Documents.StreamAsync(query, cancellationToken), options, async (group, token) =>
        {
            var first = new DocumentQuery { Tenant = tenant, Filter = MemberFilter.MembersOf(group.Body.Id), Limit = 1 };
            if ((await users.Documents.QueryAsync(first, token)).Count > 0)
                withMembers.Add(group.Id);
        });
        return new BoundIn(Id, withMembers);
    }
}
