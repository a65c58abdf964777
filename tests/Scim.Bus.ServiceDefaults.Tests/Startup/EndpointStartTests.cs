using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Scim.Bus.ServiceDefaults.Tests.Hosts;

namespace Scim.Bus.ServiceDefaults.Tests.Startup;

/// <summary>
/// What a service does for its endpoints while it starts: each is built once, and its handler is compiled when it is needed.
/// </summary>
[Trait("Takes", "Seconds")]
public sealed class EndpointStartTests
{
    private const string Path = "/counted";

    private int _built;
    private int _compiled;

    [Fact]
    public async Task An_endpoint_is_built_once_and_its_handler_compiled_with_the_first_request()
    {
        await using var host = await AdminHost.StartAsync([new Service("counted", _ => { }, Map)]);
        await host.SendAsync(HttpMethod.Get, "/no/such/path");
        Assert.Equal((1, 0), (_built, _compiled));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.SendAsync(HttpMethod.Get, $"{Path}?name=Ada")));
        Assert.All(answers, answer => Assert.Equal("Hello Ada", answer.Expect(200).Text));
        (await host.SendAsync(HttpMethod.Get, Path)).Expect(400);
        Assert.Equal((1, 1), (_built, _compiled));
    }

    [Fact]
    public async Task A_handler_with_a_parameter_that_no_request_can_fill_is_refused_when_the_service_starts()
    {
        static void Map(WebApplication app) => app.MapGet(Path, (EndpointStartTests test) => test._built).AllowAnonymous();
        await Assert.ThrowsAsync<InvalidOperationException>(() => AdminHost.StartAsync([new Service("wrong", _ => { }, Map)]));
    }

    private void Map(WebApplication app)
    {
        var endpoint = app.MapGet(Path, (string name) => TypedResults.Text($"Hello {name}"));
        endpoint.AllowAnonymous().Add(_ => Interlocked.Increment(ref _built));
        // Called whenever the handler is compiled.
        endpoint.AddEndpointFilterFactory((_, next) =>
        {
            Interlocked.Increment(ref _compiled);
            return next;
        });
    }
}
