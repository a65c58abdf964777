using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Scim.Bus.ServiceDefaults.AdminApi;

/// <summary>Downloads of items as JSON Lines: an item a line, written as they are read, so that memory does not grow with them.</summary>
public static class JsonLines
{
    /// <summary>Media type of JSON Lines.</summary>
    public const string MediaType = "application/jsonl";

    private static readonly byte[] NewLine = "\n"u8.ToArray();

    /// <summary>Begins a download: reads the first item, so that what the read throws at once can still be answered.</summary>
    /// <param name="fileName">Name of the file.</param>
    /// <param name="items">The items.</param>
    /// <param name="isAway">
    /// True for an exception that says that a source went away in between: the download is cut off, so that it does not look complete.
    /// </param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public static async Task<IResult> BeginAsync<T>(
        string fileName, IAsyncEnumerable<T> items, Func<Exception, bool> isAway, CancellationToken cancellationToken)
    {
        var read = items.GetAsyncEnumerator(cancellationToken);
        try
        {
            return new Download<T>(fileName, read, await read.MoveNextAsync(), isAway);
        }
        catch
        {
            await read.DisposeAsync();
            throw;
        }
    }

    private sealed class Download<T>(string fileName, IAsyncEnumerator<T> items, bool hasFirst, Func<Exception, bool> isAway) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var json = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
            var response = httpContext.Response;
            response.ContentType = MediaType;
            response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
            await using var read = items;
            try
            {
                for (var hasNext = hasFirst; hasNext; hasNext = await read.MoveNextAsync())
                {
                    await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(read.Current, json), httpContext.RequestAborted);
                    await response.Body.WriteAsync(NewLine, httpContext.RequestAborted);
                }
            }
            catch (Exception e) when (isAway(e))
            {
                httpContext.Abort();
            }
        }
    }
}
