using System.Collections.Concurrent;
using System.Threading.Channels;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.RequestLog;
using Scim.Bus.Ingress.Tenants;
using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.Connections;

/// <summary>
/// Has a connection looked at a minute after a request was refused. No request waits for that. What a crash loses comes again with the next
/// refusal.
/// </summary>
internal sealed class RefusalAlarm : BackgroundService
{
    private const int Capacity = 1_000;

    /// <summary>Whoever sets a connection up sees in the Console what is wrong; nobody needs a mail about the first minute.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromMinutes(1);

    private readonly Outbox<TenantRecord> _tenants;
    private readonly TimeProvider _time;
    private readonly ILogger<RefusalAlarm> _logger;

    /// <summary>When each tenant was last noted, as timestamps. Only tenants that exist are in it.</summary>
    private readonly ConcurrentDictionary<TenantId, long> _noted = [];

    private readonly Channel<TenantId> _queue =
        Channel.CreateBounded<TenantId>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite });

    public RefusalAlarm(RequestCounts counts, Outbox<TenantRecord> tenants, TimeProvider time, ILogger<RefusalAlarm> logger)
    {
        (_tenants, _time, _logger) = (tenants, time, logger);
        counts.Refused += (_, refused) => Note(refused.Tenant);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var tenant in _queue.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await _tenants.ChangeAsync(TenantCollection.Partition, tenant.Value, Schedule, stoppingToken);
            }
            catch (StoreUnavailableException e)
            {
                _logger.LogWarning("The connection of tenant {Tenant} is not looked at: {Reason}", tenant, e.Message);
            }
        }
    }

    /// <summary>Notes that a request of the tenant was refused.</summary>
    private void Note(TenantId tenant)
    {
        var now = _time.GetTimestamp();
        if (_noted.TryGetValue(tenant, out var before) && _time.GetElapsedTime(before, now) < Delay)
            return;
        _noted[tenant] = now;
        _queue.Writer.TryWrite(tenant);
    }

    private Document<TenantRecord> Schedule(Document<TenantRecord> document) =>
        document with { Body = document.Body.CheckedBy(_tenants.Clock.GetUtcNow() + Delay) };
}
