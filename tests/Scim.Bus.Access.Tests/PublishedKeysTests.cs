using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Scim.Bus.Access.Tests.Hosts;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Authentication;

namespace Scim.Bus.Access.Tests;

/// <summary>When a service asks the Console for its keys, and what it does while there is no answer.</summary>
public sealed class PublishedKeysTests : IAsyncLifetime
{
    private readonly JumpingClock _clock = new();
    private KeyServer _console = null!;
    private ServiceProvider _clients = null!;
    private PublishedAssertionKeys _keys = null!;

    public async Task InitializeAsync()
    {
        _console = await KeyServer.StartAsync("one");
        (_clients, _keys) = Read(PublishedAssertionKeys.Timeout);
    }

    public async Task DisposeAsync()
    {
        await _clients.DisposeAsync();
        await _console.DisposeAsync();
    }

    [Fact]
    public async Task A_new_key_is_found_by_the_first_request_that_is_signed_with_it()
    {
        Assert.NotNull(await FindAsync("one"));
        _console.Add("two");
        _clock.Elapsed += PublishedAssertionKeys.Pause;
        Assert.NotNull(await FindAsync("two"));
        Assert.NotNull(await FindAsync("one"));
        Assert.Equal(2, _console.Asked);
    }

    [Fact]
    public async Task A_flood_of_unknown_keys_is_no_flood_of_questions()
    {
        Assert.NotNull(await FindAsync("one"));
        for (var second = 0; second < 10; second++)
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(async number => Assert.Null(await FindAsync($"no-{number}"))));
            _clock.Elapsed += TimeSpan.FromSeconds(1);
        }

        // At the start, and after five seconds.
        Assert.Equal(2, _console.Asked);
    }

    [Fact]
    public async Task Whoever_comes_while_the_keys_are_read_waits_for_the_same_answer()
    {
        var gate = new TaskCompletionSource();
        _console.Gate = gate.Task;
        var finds = Enumerable.Range(0, 50).Select(_ => FindAsync("one")).ToList();
        await Eventually.Be(() => Assert.Equal(1, _console.Asked));
        gate.SetResult();
        Assert.All(await Task.WhenAll(finds), Assert.NotNull);
        Assert.Equal(1, _console.Asked);
    }

    [Fact]
    public async Task A_key_that_is_no_longer_published_is_no_longer_taken_once_the_keys_were_read_again()
    {
        _console.Add("two");
        Assert.NotNull(await FindAsync("one"));
        _console.Remove("one");
        _clock.Elapsed += PublishedAssertionKeys.MaxAge;
        // This read is not waited for.
        Assert.NotNull(await FindAsync("two"));
        await Eventually.Be(async () => Assert.Null(await FindAsync("one")));
    }

    [Theory]
    [InlineData(500, null)]
    [InlineData(302, null)]
    [InlineData(200, "no JSON")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"keys":[]}""")]
    [InlineData(200, """{"keys":[null,{"kty":"oct","kid":"one","k":"AAAA"},{"kty":"EC","crv":"P-521","kid":"one","x":"AA","y":"AA"}]}""")]
    public async Task The_last_known_keys_outlive_an_answer_that_is_none(int status, string? text)
    {
        Assert.NotNull(await FindAsync("one"));
        (_console.Status, _console.Text) = (status, text);
        _clock.Elapsed += PublishedAssertionKeys.MaxAge;
        Assert.Null(await FindAsync("two"));
        Assert.Equal(2, _console.Asked);
        Assert.NotNull(await FindAsync("one"));
    }

    [Fact]
    public async Task Without_any_known_key_a_failed_read_is_told_as_such()
    {
        _console.Status = 500;
        Assert.Equal(503, (await Assert.ThrowsAsync<AdminException>(() => FindAsync("one"))).Status);
        _console.Status = 200;
        // Not asked again so soon.
        Assert.Equal(503, (await Assert.ThrowsAsync<AdminException>(() => FindAsync("one"))).Status);
        Assert.Equal(1, _console.Asked);
        _clock.Elapsed += PublishedAssertionKeys.Pause;
        Assert.NotNull(await FindAsync("one"));
    }

    [Fact]
    public async Task A_Console_that_never_answers_is_not_waited_for_without_end()
    {
        var gate = new TaskCompletionSource();
        _console.Gate = gate.Task;
        var (clients, keys) = Read(TimeSpan.FromMilliseconds(200));
        await using (clients)
        {
            var refusal = await Assert.ThrowsAsync<AdminException>(() => keys.FindAsync("one", default).AsTask());
            Assert.Equal(503, refusal.Status);
        }

        gate.SetResult();
    }

    private Task<Microsoft.IdentityModel.Tokens.JsonWebKey?> FindAsync(string id) => _keys.FindAsync(id, default).AsTask();

    private (ServiceProvider Clients, PublishedAssertionKeys Keys) Read(TimeSpan timeout)
    {
        var services = new ServiceCollection();
        services.AddAssertions();
        services.AddHttpClient(PublishedAssertionKeys.Client, http => http.Timeout = timeout);
        var clients = services.BuildServiceProvider();
        return (clients, new PublishedAssertionKeys(
            clients.GetRequiredService<IHttpClientFactory>(),
            Options.Create(new AdminOptions { Console = _console.Address }),
            _clock,
            NullLogger<PublishedAssertionKeys>.Instance));
    }
}
