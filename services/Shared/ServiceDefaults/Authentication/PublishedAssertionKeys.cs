using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.ServiceDefaults.Authentication;

/// <summary>
/// The keys that the Console publishes. They are read when a request needs them: one whose key is not known waits for that, others do not.
/// What was read last stays in use for as long as the Console does not answer. However many requests come, the Console is asked once in
/// <see cref="Pause"/> at most.
/// </summary>
internal sealed class PublishedAssertionKeys(
    IHttpClientFactory clients, IOptions<AdminOptions> options, TimeProvider time, ILogger<PublishedAssertionKeys> logger) : IAssertionKeys
{
    /// <summary>Name of the HTTP client.</summary>
    public const string Client = "assertion-keys";

    private readonly Lock _lock = new();
    private volatile IReadOnlyDictionary<string, JsonWebKey> _known = new Dictionary<string, JsonWebKey>(StringComparer.Ordinal);
    private Task _reading = Task.CompletedTask;
    private long? _askedAt;

    /// <summary>How long an answer may take.</summary>
    public static TimeSpan Timeout { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Shortest time between two reads.</summary>
    public static TimeSpan Pause { get; } = TimeSpan.FromSeconds(5);

    /// <summary>For how long keys are used without asking whether there are others.</summary>
    public static TimeSpan MaxAge { get; } = TimeSpan.FromMinutes(5);

    public async ValueTask<JsonWebKey?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(id, out var key))
        {
            // The result of the read is for later requests.
            _ = ReadUnlessAskedAsync(MaxAge);
            return key;
        }

        await ReadUnlessAskedAsync(Pause).WaitAsync(cancellationToken);
        var known = _known;
        return known.Count > 0
            ? known.GetValueOrDefault(id)
            : throw AdminException.Unavailable(
                "It can't be verified who asks, because the Console does not answer; try again later.");
    }

    /// <summary>Reads the keys, unless the Console was asked so shortly before. One read at a time; all wait for the same.</summary>
    private Task ReadUnlessAskedAsync(TimeSpan within)
    {
        lock (_lock)
        {
            if (_reading.IsCompleted && (_askedAt is not { } asked || time.GetElapsedTime(asked) >= within))
            {
                _askedAt = time.GetTimestamp();
                _reading = ReadAsync();
            }

            return _reading;
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            using var http = clients.CreateClient(Client);
            var address = new Uri(options.Value.Console!.ToString().TrimEnd('/') + Assertion.KeysPath);
            var set = await http.GetFromJsonAsync<AssertionKeySet>(address, JsonSerializerOptions.Web);
            var keys = set?.Keys?.Where(key => key is { IsUsable: true }).DistinctBy(key => key.Kid).ToList() ?? [];
            if (keys.Count > 0)
                _known = keys.ToDictionary(key => key.Kid, key => key.ToJsonWebKey(), StringComparer.Ordinal);
            else
                logger.LogWarning("The Console at {Console} publishes no keys; the last known ones stay in use", options.Value.Console);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or JsonException or NotSupportedException)
        {
            logger.LogWarning(
                "The keys of the Console at {Console} could not be read; the last known ones stay in use: {Reason}",
                options.Value.Console,
                e.Message);
        }
    }
}
