using System.Text.Json.Nodes;

namespace Scim.Bus.Ingress.Tests;

/// <summary>A response of the ingress.</summary>
public sealed record Response(int Status, JsonObject Body, ILookup<string, string> Headers)
{
    public string Id => Body["id"]!.GetValue<string>();

    public string? ETag => Headers["ETag"].SingleOrDefault();

    public string? ScimType => Body["scimType"]?.GetValue<string>();

    public string? Detail => Body["detail"]?.GetValue<string>();

    public Response Expect(int status)
    {
        Assert.True(Status == status, $"expected {status}, got {Status}: {Body.ToJsonString()}");
        return this;
    }

    /// <summary>Asserts that this is a SCIM error with the status and type.</summary>
    public Response Refused(int status, string? scimType = null)
    {
        Expect(status);
        Assert.Equal("urn:ietf:params:scim:api:messages:2.0:Error", Body["schemas"]![0]!.GetValue<string>());
        Assert.Equal($"{status}", Body["status"]!.GetValue<string>());
        Assert.False(string.IsNullOrWhiteSpace(Detail));
        Assert.Equal(scimType, ScimType);
        Assert.StartsWith("application/scim+json", Headers["Content-Type"].Single(), StringComparison.Ordinal);
        return this;
    }

    public static async Task<Response> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        var headers = response.Headers.Concat(response.Content.Headers)
            .SelectMany(header => header.Value.Select(value => (header.Key, value)))
            .ToLookup(header => header.Key, header => header.value, StringComparer.OrdinalIgnoreCase);
        return new Response((int)response.StatusCode, text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject(), headers);
    }
}
