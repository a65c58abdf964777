using Scim.Bus.EndToEnd.Tests.Recordings;

namespace Scim.Bus.EndToEnd.Tests;

/// <summary>The recordings themselves: there are enough, and each request cites its source.</summary>
public sealed class RecordingTests
{
    [Theory]
    [InlineData("entra", 40)]
    [InlineData("okta", 30)]
    [InlineData("onelogin", 15)]
    [InlineData("other", 15)]
    public void There_are_enough_requests_of_each_provider(string provider, int atLeast)
    {
        var requests = RecordedSessions.From(provider).SelectMany(session => session.Recording.Requests).ToList();
        Assert.True(requests.Count >= atLeast, $"{requests.Count} requests");
        Assert.All((string[])["GET", "POST", "PATCH", "DELETE"], method => Assert.Contains(requests, request => request.Method == method));
    }

    [Fact]
    public void Every_request_has_the_address_of_a_public_page() => Assert.All(
        Requests(),
        request => Assert.True(
            Uri.TryCreate(request.Request.Source, UriKind.Absolute, out var page) && page.Scheme == Uri.UriSchemeHttps,
            $"{request.File}: {request.Request.Source}"));

    [Fact]
    public void Every_request_is_authorized_and_says_what_its_body_is() => Assert.All(Requests(), request =>
    {
        var headers = request.Request.Headers.Keys.Concat(request.Recording.Headers.Keys).ToHashSet(StringComparer.OrdinalIgnoreCase);
        Assert.Contains("Authorization", headers);
        if (request.Request.Body is not null)
            Assert.Contains("Content-Type", headers);
    });

    [Fact]
    public void Scenarios_and_the_requests_in_them_have_names_of_their_own()
    {
        foreach (var provider in RecordedSessions.Providers)
        {
            var session = RecordedSessions.From(provider);
            Assert.Equal(session.Count, session.Select(scenario => scenario.Recording.Scenario).Distinct().Count());
            Assert.All(session, scenario => Assert.Equal(
                scenario.Recording.Requests.Count, scenario.Recording.Requests.Select(request => request.Name).Distinct().Count()));
        }
    }

    private static IEnumerable<(string File, Recording Recording, RecordedRequest Request)> Requests() =>
        from provider in RecordedSessions.Providers
        from session in RecordedSessions.From(provider)
        from request in session.Recording.Requests
        select (session.File, session.Recording, request);
}
