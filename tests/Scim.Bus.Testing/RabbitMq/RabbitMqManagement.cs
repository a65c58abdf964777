using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Serialization;

namespace Scim.Bus.Testing;

/// <summary>The few calls to the broker's management API that tests need.</summary>
internal sealed class RabbitMqManagement : IDisposable
{
    private readonly ConcurrentBag<string> _created = [];
    private readonly HttpClient _http;
    private readonly string _user;

    public RabbitMqManagement(Uri address, string user, string password)
    {
        _user = user;
        _http = new HttpClient { BaseAddress = address, Timeout = Eventually.Patience };
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credentials);
    }

    /// <exception cref="NotEventuallyException">It does not answer, or refuses the credentials.</exception>
    public Task WaitUntilAnsweringAsync() =>
        Eventually.Be(
            async () =>
            {
                using var answer = await _http.GetAsync(Relative("api/whoami"));
                answer.EnsureSuccessStatusCode();
            },
            because: $"the broker's management plugin should answer at {_http.BaseAddress}");

    public async Task CreateVirtualHostAsync(string name)
    {
        await PutAsync($"api/vhosts/{name}", new { });
        _created.Add(name);
        await PutAsync(
            $"api/permissions/{name}/{Uri.EscapeDataString(_user)}", new { configure = ".*", write = ".*", read = ".*" });
    }

    /// <summary>Deletes a virtual host, if the broker does: nothing depends on it, and a test that failed has more to say.</summary>
    public async Task DeleteVirtualHostAsync(string name)
    {
        try
        {
            using var answer = await _http.DeleteAsync(Relative($"api/vhosts/{name}"));
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or ObjectDisposedException)
        {
            // It was killed, or does not answer, or has ended before the virtual host's user.
        }
    }

    public async Task DeleteCreatedVirtualHostsAsync()
    {
        while (_created.TryTake(out var name))
            await DeleteVirtualHostAsync(name);
    }

    public async Task<IReadOnlyList<QueueInfo>> QueuesAsync(string virtualHost)
    {
        var queues = await _http.GetFromJsonAsync<Queue[]>(Relative($"api/queues/{Uri.EscapeDataString(virtualHost)}"));
        return
        [
            .. queues!.Select(queue => new QueueInfo(queue.Name, queue.Type, queue.Messages, queue.Consumers) { Durable = queue.Durable }),
        ];
    }

    /// <summary>The names of all queues, each with its virtual host.</summary>
    public async Task<HashSet<string>> AllQueueNamesAsync() =>
    [
        .. (await _http.GetFromJsonAsync<QueueName[]>(Relative("api/queues?columns=name,vhost")))!
            .Select(queue => $"{queue.Vhost}/{queue.Name}"),
    ];

    public async Task<IReadOnlyList<ExchangeInfo>> ExchangesAsync(string virtualHost)
    {
        var exchanges = await _http.GetFromJsonAsync<Exchange[]>(Relative($"api/exchanges/{Uri.EscapeDataString(virtualHost)}"));
        // The broker's own: the nameless one, and amq.*.
        return [.. exchanges!.Where(exchange => exchange.Name.Length > 0 && !exchange.Name.StartsWith("amq.", StringComparison.Ordinal))
            .Select(exchange => new ExchangeInfo(exchange.Name, exchange.Type, exchange.Durable))];
    }

    public async Task<IReadOnlyList<BindingInfo>> BindingsAsync(string virtualHost)
    {
        var bindings = await _http.GetFromJsonAsync<Binding[]>(Relative($"api/bindings/{Uri.EscapeDataString(virtualHost)}"));
        // Every queue is bound to the nameless exchange.
        return [.. bindings!.Where(binding => binding.Source.Length > 0)
            .Select(binding => new BindingInfo(binding.Source, binding.Destination, binding.DestinationType == "queue"))];
    }

    /// <summary>Creates a user that may do anything in a virtual host, or sets the password of one that exists.</summary>
    public async Task SetUserAsync(string virtualHost, string name, string password)
    {
        await PutAsync($"api/users/{name}", new { password, tags = "" });
        await PutAsync($"api/permissions/{virtualHost}/{name}", new { configure = ".*", write = ".*", read = ".*" });
    }

    /// <summary>Closes all connections of a user; returns how many there were.</summary>
    public async Task<int> CloseConnectionsAsync(string user)
    {
        var connections = await _http.GetFromJsonAsync<Connection[]>(Relative("api/connections?columns=name,user"));
        var own = connections!.Where(connection => connection.User == user).ToList();
        foreach (var connection in own)
        {
            using var answer = await _http.DeleteAsync(Relative($"api/connections/{Uri.EscapeDataString(connection.Name)}"));
        }

        return own.Count;
    }

    public void Dispose() => _http.Dispose();

    private static Uri Relative(string path) => new(path, UriKind.Relative);

    private async Task PutAsync(string path, object body)
    {
        using var answer = await _http.PutAsJsonAsync(Relative(path), body);
        answer.EnsureSuccessStatusCode();
    }

    private sealed record Connection(
        [property: JsonPropertyName("name")] string Name, [property: JsonPropertyName("user")] string? User);

    private sealed record QueueName(string Name, string Vhost);

    // A queue that was just declared, or whose node is still recovering it, comes without counts.
    private sealed record Queue(
        [property: JsonPropertyName("name")] string Name,
        [property: JsonPropertyName("type")] string Type,
        [property: JsonPropertyName("durable")] bool Durable,
        [property: JsonPropertyName("messages")] long Messages,
        [property: JsonPropertyName("consumers")] int Consumers);

    private sealed record Exchange(
        [property: JsonPropertyName("name")] string Name,
        [property: JsonPropertyName("type")] string Type,
        [property: JsonPropertyName("durable")] bool Durable);

    private sealed record Binding(
        [property: JsonPropertyName("source")] string Source,
        [property: JsonPropertyName("destination")] string Destination,
        [property: JsonPropertyName("destination_type")] string DestinationType);
}
