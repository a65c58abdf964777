using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Scim.Bus.Console.Identity;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Audit;

namespace Scim.Bus.Console.Gateway;

/// <summary>The audit log of a service in another process, asked for in the name of whoever asks the Console.</summary>
internal sealed class HttpAuditSource(string service, IHttpClientFactory clients, ILogger<HttpAuditSource> logger) : IAuditSource
{
    /// <summary>Longest wait: one service that hangs must not keep the others' entries from the reader.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public string Service => service;

    public async Task<ListPage<AuditItem>> ListAsync(
        TenantId? tenant, AdminListRequest request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        try
        {
            using var http = clients.CreateClient(AdminClients.NameOf(service));
            using var response = await http.GetAsync(new Uri(UrlOf(tenant, request), UriKind.Relative), limit.Token);
            if (response.IsSuccessStatusCode)
            {
                var list = await response.Content.ReadFromJsonAsync<AuditList>(JsonSerializerOptions.Web, limit.Token);
                return new ListPage<AuditItem>(list!.Items, list.NextCursor);
            }

            // The Console knows the tenant; a service that does not has no entry about it.
            return response.StatusCode == HttpStatusCode.NotFound
                ? new ListPage<AuditItem>([], null)
                : throw await RefusalAsync(response, limit.Token);
        }
        catch (Exception e) when (AdminAnswers.IsNoAnswer(e, cancellationToken))
        {
            throw new AuditSourceUnavailableException(service, e);
        }
    }

    private static string UrlOf(TenantId? tenant, AdminListRequest request)
    {
        var query = new Dictionary<string, string?>
        {
            ["filter"] = request.Filter,
            ["count"] = request.Count?.ToString(CultureInfo.InvariantCulture),
            ["cursor"] = request.Cursor,
        };
        return QueryHelpers.AddQueryString(
            tenant is { } one ? $"/api/tenants/{one}/audit" : "/api/audit", query.Where(parameter => parameter.Value is not null));
    }

    /// <summary>What is wrong with the filter is passed on as it is; anything else means that the service can't answer.</summary>
    private async Task<Exception> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var detail = await response.ReadDetailAsync(cancellationToken);
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            logger.LogWarning("The service {Service} refuses the Console's assertion: {Reason}", service, detail);
        return detail is not null && response.StatusCode == HttpStatusCode.BadRequest
            ? AdminException.Invalid(detail)
            : new AuditSourceUnavailableException(service);
    }
}
