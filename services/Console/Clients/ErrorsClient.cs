using Microsoft.AspNetCore.WebUtilities;
using Scim.Bus.ServiceDefaults.Errors;

namespace Scim.Bus.Console.Clients;

/// <summary>Messages that services set aside, as the Console's own admin API merges them.</summary>
internal sealed class ErrorsClient(HttpClient http, IHttpContextAccessor accessor) : ServiceClient(http, accessor)
{
    private const string Root = "/api/errors";

    protected override string Name => "The Console";

    public Task<ErrorList> ListAsync(string? filter, int count, string? cursor) =>
        GetAsync<ErrorList>(Root, ("filter", filter), ("count", count), ("cursor", cursor));

    public Task RetryAsync(string id) => ChangeAsync<object>(HttpMethod.Post, $"{Root}/{Uri.EscapeDataString(id)}/retry");

    public async Task<RetryResult> RetryAllAsync(string? filter)
    {
        var path = filter is null ? $"{Root}/retry" : QueryHelpers.AddQueryString($"{Root}/retry", "filter", filter);
        return (await ChangeAsync<RetryResult>(HttpMethod.Post, path))!;
    }

    public Task DiscardAsync(string id) => ChangeAsync<object>(HttpMethod.Delete, $"{Root}/{Uri.EscapeDataString(id)}");

    /// <summary>A filter for queues whose name contains a text; null for an empty one.</summary>
    public static string? OfQueue(string text) => text.Length == 0 ? null : $"queue co {Quoted(text)}";
}
