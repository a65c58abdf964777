using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Parts;
using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Pages.Connections;

/// <summary>Reads what the page on the connection shows, from the services that have it.</summary>
internal sealed class ConnectionReader(
    ConnectionClient connection, ProvisioningClient provisioning, LogClient log, TimeProvider time)
{
    /// <summary>Lines of the provisioning log that the times are made of: the last few hundred pushes.</summary>
    private const int Lines = 1_000;

    public async Task<ConnectionModel> ReadAsync(TenantId tenant)
    {
        var now = time.GetUtcNow();
        var report = Optional.ReadAsync(connection.GetAsync(tenant));
        var users = Optional.ReadAsync(provisioning.CountSagasAsync(tenant));
        var drift = Optional.ReadAsync(provisioning.GetDriftAsync(tenant));
        var latency = Optional.ReadAsync(ReadLatencyAsync(tenant, now));
        return new ConnectionModel
        {
            Report = await report,
            Users = await users,
            Drift = await drift,
            Latency = await latency,
            Now = now,
        };
    }

    private async Task<Chart> ReadLatencyAsync(TenantId tenant, DateTimeOffset now) =>
        PushTimes.ChartOf((await log.ListStepsAsync(tenant, ["directory", "account"], Lines)).Items, now);
}
