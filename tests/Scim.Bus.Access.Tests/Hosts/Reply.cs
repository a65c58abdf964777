using System.Text.Json.Nodes;

namespace Scim.Bus.Access.Tests.Hosts;

/// <summary>An answer to a request.</summary>
/// <param name="Status">The status.</param>
/// <param name="Text">The body.</param>
/// <param name="Media">The media type of the body; null without one.</param>
/// <param name="Challenge">The header <c>WWW-Authenticate</c>; empty without it.</param>
/// <param name="RetryAfter">True if there is a header <c>Retry-After</c>.</param>
/// <param name="Location">The header <c>Location</c>; null without it.</param>
internal sealed record Reply(int Status, string Text, string? Media, string Challenge, bool RetryAfter, string? Location)
{
    public JsonObject Body => JsonNode.Parse(Text)!.AsObject();

    /// <summary>The detail of problem details; null for any other body.</summary>
    public string? Detail => Media == "application/problem+json" ? (string?)Body["detail"] : null;

    public static async Task<Reply> ReadAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsStringAsync(),
        response.Content.Headers.ContentType?.MediaType,
        response.Headers.WwwAuthenticate.ToString(),
        response.Headers.RetryAfter is not null,
        response.Headers.Location?.ToString());

    public Reply Expect(int status)
    {
        Assert.True(Status == status, $"The answer is {Status}, not {status}: {Text}");
        return this;
    }

    /// <summary>Asserts that this is a problem (RFC 9457) whose detail contains a text.</summary>
    public void ExpectProblem(int status, string detail)
    {
        Expect(status);
        Assert.Contains(detail, Detail, StringComparison.Ordinal);
    }
}
