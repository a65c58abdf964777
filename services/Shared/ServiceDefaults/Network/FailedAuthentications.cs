using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Scim.Bus.ServiceDefaults.Network;

/// <summary>Counts failed authentications by address, to bound how many of them are looked into, logged and traced.</summary>
public sealed class FailedAuthentications : IDisposable
{
    /// <summary>Within such a part of an IPv6 address a network chooses addresses freely (RFC 4291, section 2.5.4).</summary>
    private const int NetworkBytes = 8;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Made with the first failure, as it wakes ten times a second from then on.</summary>
    private readonly Lazy<PartitionedRateLimiter<IPAddress>> _limiter;

    private readonly Counter<long> _failed;
    private readonly TimeProvider _time;
    private readonly ILogger<FailedAuthentications> _logger;

    /// <summary>Addresses that failed too often since the last warning; replaced with each. Null if there are none.</summary>
    private volatile ConcurrentDictionary<IPAddress, bool>? _over;

    private long _warnedAt;

    /// <param name="options">The limit.</param>
    /// <param name="meters">Makes the counter.</param>
    /// <param name="time">The clock of the warnings.</param>
    /// <param name="logger">Takes the warnings.</param>
    public FailedAuthentications(
        IOptions<NetworkOptions> options, IMeterFactory meters, TimeProvider time, ILogger<FailedAuthentications> logger)
    {
        (_time, _logger) = (time, logger);
        _failed = meters.Create("Scim.Bus.Http").CreateCounter<long>(
            "scimbus.authentications.failed", "{request}", "Requests without a valid credential: refused, or limited if there are many");
        var limit = options.Value.MaxFailedAuthentications;
        _limiter = new(() => PartitionedRateLimiter.Create<IPAddress, IPAddress>(address => RateLimitPartition.GetFixedWindowLimiter(
            address,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = limit, Window = Window, QueueLimit = 0 })));
    }

    /// <summary>True if an address has failed too often in the last minutes.</summary>
    public bool IsOver(IPAddress? address) => _over is { } over && over.ContainsKey(PartOf(address));

    /// <summary>Counts a failure. Returns false if the address has failed too often.</summary>
    public bool TryAdd(IPAddress? address)
    {
        var part = PartOf(address);
        using var lease = _limiter.Value.AttemptAcquire(part);
        _failed.Add(1, new KeyValuePair<string, object?>("outcome", lease.IsAcquired ? "refused" : "limited"));
        if (!lease.IsAcquired)
            Limited(part);
        return lease.IsAcquired;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_limiter.IsValueCreated)
            _limiter.Value.Dispose();
    }

    /// <summary>Notes an address that failed too often. Warns, and forgets the others, once a minute.</summary>
    private void Limited(IPAddress address)
    {
        var (now, last) = (_time.GetTimestamp(), Volatile.Read(ref _warnedAt));
        if ((last == 0 || _time.GetElapsedTime(last, now) >= Window) && Interlocked.CompareExchange(ref _warnedAt, now, last) == last)
        {
            _over = new ConcurrentDictionary<IPAddress, bool>();
            _logger.LogWarning("Too many requests from {Address} have no valid credential; they are answered with 429", address);
        }

        _over?.TryAdd(address, true);
    }

    /// <summary>The address, or of IPv6 its network's part.</summary>
    public static IPAddress PartOf(IPAddress? address)
    {
        if (address is null)
            return IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, NetworkBytes, bytes.Length - NetworkBytes);
        return new IPAddress(bytes);
    }
}
