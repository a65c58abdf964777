using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Scim.Bus.Messaging.Tests.Parts;

/// <summary>Asks the admin API of a service for messages that were set aside.</summary>
internal sealed class ErrorClient(HttpClient http, string key)
{
    /// <summary>Lists all errors that match a filter, page by page.</summary>
    public async Task<IReadOnlyList<JsonObject>> ListAsync(string? filter = null)
    {
        var items = new List<JsonObject>();
        string? cursor = null;
        do
        {
            var page = await PageAsync(filter, cursor);
            items.AddRange(page["items"]!.AsArray().Select(item => item!.AsObject()));
            cursor = page["nextCursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        return items;
    }

    /// <summary>Gets the names of the services that do not answer.</summary>
    public async Task<IReadOnlyList<string>> UnavailableAsync() =>
        [.. (await PageAsync(filter: null, cursor: null))["unavailable"]!.AsArray().Select(name => name!.GetValue<string>())];

    public async Task<JsonObject> PageAsync(string? filter, string? cursor, int count = 100)
    {
        var query = $"count={count}"
            + (filter is null ? "" : $"&filter={Uri.EscapeDataString(filter)}")
            + (cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}");
        var (status, body) = await SendAsync(HttpMethod.Get, $"?{query}");
        Assert.True(status == HttpStatusCode.OK, $"{(int)status}: {body}");
        return JsonNode.Parse(body)!.AsObject();
    }

    public async Task<HttpStatusCode> RetryAsync(string id) => (await SendAsync(HttpMethod.Post, $"/{id}/retry")).Status;

    public async Task<JsonObject> RetryAllAsync(string? filter = null)
    {
        var (status, body) = await SendAsync(
            HttpMethod.Post, filter is null ? "/retry" : $"/retry?filter={Uri.EscapeDataString(filter)}");
        Assert.True(status == HttpStatusCode.OK, $"{(int)status}: {body}");
        return JsonNode.Parse(body)!.AsObject();
    }

    public async Task<HttpStatusCode> DiscardAsync(string id) => (await SendAsync(HttpMethod.Delete, $"/{id}")).Status;

    public static string IdOf(JsonObject error) => error["id"]!.GetValue<string>();

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, new Uri($"/api/errors{path}", UriKind.Relative))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
        };
        using var response = await http.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
