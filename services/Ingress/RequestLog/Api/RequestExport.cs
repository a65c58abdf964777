using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Errors;
using Scim.Protocol.Filters;

namespace Scim.Bus.Ingress.RequestLog.Api;

/// <summary>
/// Everything that matches as JSON Lines, a request a line. Read page by page, so that memory does not grow with it; cut off if the store
/// goes away in between, so that it does not look complete.
/// </summary>
internal sealed class RequestExport : IResult
{
    public const string MediaType = "application/jsonl";
    private const int PageSize = 200;
    private static readonly byte[] NewLine = "\n"u8.ToArray();
    private readonly IAsyncEnumerator<Document<RequestRecord>> _records;
    private readonly bool _hasFirst;

    private RequestExport(IAsyncEnumerator<Document<RequestRecord>> records, bool hasFirst) => (_records, _hasFirst) = (records, hasFirst);

    /// <summary>Begins an export: reads its first page.</summary>
    /// <exception cref="ScimException">400: the filter is invalid.</exception>
    public static async Task<RequestExport> BeginAsync(
        IDocumentCollection<RequestRecord> requests, TenantId tenant, string? filter, CancellationToken cancellationToken)
    {
        var query = RequestQuery.Refine(new DocumentQuery
        {
            Tenant = tenant,
            Filter = filter is null ? null : FilterBinder.Parse(filter, requests.Definition.Attributes),
            Descending = true,
            Limit = PageSize,
        });
        var records = requests.StreamAsync(query, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            return new RequestExport(records, await records.MoveNextAsync());
        }
        catch
        {
            await records.DisposeAsync();
            throw;
        }
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var json = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var response = httpContext.Response;
        response.ContentType = MediaType;
        response.Headers.ContentDisposition = "attachment; filename=\"requests.jsonl\"";
        await using var records = _records;
        try
        {
            for (var hasNext = _hasFirst; hasNext; hasNext = await records.MoveNextAsync())
            {
                var line = JsonSerializer.SerializeToUtf8Bytes(RequestView.From(records.Current.Body), json);
                await response.Body.WriteAsync(line, httpContext.RequestAborted);
                await response.Body.WriteAsync(NewLine, httpContext.RequestAborted);
            }
        }
        catch (StoreUnavailableException)
        {
            httpContext.Abort();
        }
    }
}
