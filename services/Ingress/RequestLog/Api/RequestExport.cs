using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;

namespace Scim.Bus.Ingress.RequestLog.Api;

/// <summary>Everything that matches as JSON Lines, a request a line; cut off if the store goes away in between.</summary>
internal static class RequestExport
{
    private const int PageSize = 200;

    /// <summary>Begins an export: reads its first page.</summary>
    /// <exception cref="ScimException">400: the filter is invalid.</exception>
    public static Task<IResult> BeginAsync(
        IDocumentCollection<RequestRecord> requests, TenantId tenant, string? filter, CancellationToken cancellationToken)
    {
        var query = RequestQuery.Refine(new DocumentQuery
        {
            Tenant = tenant,
            Filter = filter is null ? null : FilterBinder.Parse(filter, requests.Definition.Attributes),
            Descending = true,
            Limit = PageSize,
        });
        var views = requests.StreamAsync(query, cancellationToken).Select(document => RequestView.From(document.Body));
        return JsonLines.BeginAsync("requests.jsonl", views, e => e is StoreUnavailableException, cancellationToken);
    }
}
