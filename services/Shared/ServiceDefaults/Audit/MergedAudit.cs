using System.Runtime.CompilerServices;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.ServiceDefaults.Audit;

/// <summary>
/// The audit logs of all services that this process knows, as one. Ids begin with the time in all of them, so a cursor is the last id, and
/// a page the newest of what all of them have behind it.
/// </summary>
internal sealed class MergedAudit(IEnumerable<IAuditSource> sources)
{
    private const int ExportPage = 200;
    private readonly IReadOnlyList<IAuditSource> _sources = [.. sources.OrderBy(source => source.Service, StringComparer.Ordinal)];

    /// <summary>Reads a page. A service that does not answer is named, and its entries are missing.</summary>
    public async Task<AuditList> ListAsync(TenantId? tenant, AdminListRequest request, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(_sources.Select(source => TryAsync(source, tenant, request, cancellationToken)));
        var found = answers.OfType<ListPage<AuditItem>>().SelectMany(page => page.Items)
            // Several services may be one host, which then answers for each of them.
            .DistinctBy(item => item.Id)
            .OrderByDescending(item => item.Id.ToString(), StringComparer.Ordinal)
            .ToList();
        var items = found.Take(request.Limit).ToList();
        var hasMore = found.Count > items.Count || answers.Any(page => page?.NextCursor is not null);
        return new AuditList(
            items,
            hasMore && items.Count > 0 ? AdminListRequest.CursorAfter(items[^1].Id.ToString()) : null,
            [.. _sources.Zip(answers).Where(pair => pair.Second is null).Select(pair => pair.First.Service)]);
    }

    /// <summary>Streams everything that matches, the newest entry first, a page at a time.</summary>
    /// <exception cref="AuditSourceUnavailableException">A service does not answer, so the rest would have gaps.</exception>
    public async IAsyncEnumerable<AuditItem> AllAsync(
        TenantId? tenant, string? filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            var page = await ListAsync(tenant, new AdminListRequest(filter, ExportPage, cursor), cancellationToken);
            if (page.Unavailable.Count > 0)
                throw new AuditSourceUnavailableException(string.Join(", ", page.Unavailable));
            foreach (var item in page.Items)
                yield return item;
            cursor = page.NextCursor;
        }
        while (cursor is not null);
    }

    private static async Task<ListPage<AuditItem>?> TryAsync(
        IAuditSource source, TenantId? tenant, AdminListRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await source.ListAsync(tenant, request, cancellationToken);
        }
        catch (AuditSourceUnavailableException)
        {
            return null;
        }
    }
}
