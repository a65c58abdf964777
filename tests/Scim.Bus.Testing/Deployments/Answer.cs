using System.Net;
using System.Text.Json.Nodes;

namespace Scim.Bus.Testing.Deployments;

/// <summary>A service's HTTP response.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body; an empty object if there was none.</param>
/// <param name="Headers">The headers, those of the content too.</param>
public sealed record Answer(HttpStatusCode Status, JsonObject Body, ILookup<string, string> Headers)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public string Id => Body["id"]!.GetValue<string>();

    /// <summary>Returns this response if it has one of the statuses; otherwise fails the test with the body.</summary>
    /// <exception cref="UnexpectedStatusException">It has another.</exception>
    public Answer Expect(params ReadOnlySpan<HttpStatusCode> statuses) => statuses.Contains(Status)
        ? this
        : throw new UnexpectedStatusException(
            Status,
            $"expected {string.Join(" or ", statuses.ToArray().Select(status => (int)status))}, got {(int)Status}: {Body.ToJsonString()}");

    public static async Task<Answer> OfAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        var body = text.Length == 0 ? [] : JsonNode.Parse(text) as JsonObject ?? [];
        var headers = response.Headers.Concat(response.Content.Headers)
            .SelectMany(header => header.Value.Select(value => (header.Key, value)))
            .ToLookup(header => header.Key, header => header.value, StringComparer.OrdinalIgnoreCase);
        return new Answer(response.StatusCode, body, headers);
    }
}
