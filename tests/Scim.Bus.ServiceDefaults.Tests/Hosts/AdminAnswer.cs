using System.Text.Json.Nodes;

namespace Scim.Bus.ServiceDefaults.Tests.Hosts;

/// <summary>An answer of the admin API.</summary>
/// <param name="To">The request, for the message of an assertion that fails.</param>
/// <param name="Status">The status.</param>
/// <param name="Media">The media type of the body; null without one.</param>
/// <param name="Text">The body.</param>
/// <param name="RetryAfter">The header <c>Retry-After</c>; null without it.</param>
/// <param name="Headers">The headers, without those of the body.</param>
internal sealed record AdminAnswer(
    string To, int Status, string? Media, string Text, TimeSpan? RetryAfter, IReadOnlyDictionary<string, string> Headers)
{
    public JsonObject Body => JsonNode.Parse(Text)!.AsObject();

    public string? Detail => (string?)Body["detail"];

    public static async Task<AdminAnswer> ReadAsync(string to, HttpResponseMessage response) => new(
        to,
        (int)response.StatusCode,
        response.Content.Headers.ContentType?.MediaType,
        await response.Content.ReadAsStringAsync(),
        response.Headers.RetryAfter?.Delta,
        response.Headers.NonValidated.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));

    public AdminAnswer Expect(int status)
    {
        Assert.True(Status == status, $"{To} was answered with {Status}, not {status}: {Text}");
        return this;
    }

    /// <summary>Asserts that this is a problem (RFC 9457) with this status, and with a detail.</summary>
    public AdminAnswer ExpectProblem(int status)
    {
        Expect(status);
        Assert.True(Media == "application/problem+json", $"{To} was answered with {Media}: {Text}");
        Assert.Equal(status, (int?)Body["status"]);
        Assert.False(string.IsNullOrWhiteSpace(Detail), $"{To} was answered without a detail: {Text}");
        return this;
    }
}
