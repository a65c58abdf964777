using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.ServiceDefaults.Audit;

/// <summary>
/// Everything that matches as JSON Lines, an entry a line. Written page by page, so that memory does not grow with it. An export has no
/// gaps: it is refused if a service is away, and cut off if one goes away in between.
/// </summary>
internal sealed class AuditExport : IResult
{
    public const string MediaType = "application/jsonl";
    private static readonly byte[] NewLine = "\n"u8.ToArray();
    private readonly IAsyncEnumerator<IReadOnlyList<AuditItem>> _pages;

    private AuditExport(IAsyncEnumerator<IReadOnlyList<AuditItem>> pages) => _pages = pages;

    /// <summary>Begins an export: reads its first page.</summary>
    /// <exception cref="AdminException">503: a service does not answer.</exception>
    /// <exception cref="Scim.Protocol.Errors.ScimException">400: the filter is invalid.</exception>
    public static async Task<AuditExport> BeginAsync(
        MergedAudit audit, TenantId? tenant, string? filter, CancellationToken cancellationToken)
    {
        var pages = audit.PagesAsync(tenant, filter, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            await pages.MoveNextAsync();
            return new AuditExport(pages);
        }
        catch (Exception e)
        {
            await pages.DisposeAsync();
            if (e is AuditSourceUnavailableException)
                throw AdminException.Unavailable($"{e.Message} An export has no gaps; try again later.");
            throw;
        }
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var json = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var response = httpContext.Response;
        response.ContentType = MediaType;
        response.Headers.ContentDisposition = "attachment; filename=\"audit.jsonl\"";
        await using var pages = _pages;
        try
        {
            do
            {
                foreach (var item in pages.Current)
                {
                    await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(item, json), httpContext.RequestAborted);
                    await response.Body.WriteAsync(NewLine, httpContext.RequestAborted);
                }
            }
            while (await pages.MoveNextAsync());
        }
        catch (AuditSourceUnavailableException)
        {
            // Whoever reads it sees that the transfer did not end, rather than a file that looks complete.
            httpContext.Abort();
        }
    }
}
