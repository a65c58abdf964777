using Scim.Bus.Console.Timeline;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.Console.Clients;

/// <summary>The provisioning log, at the Console itself.</summary>
internal sealed class LogClient(HttpClient http, IHttpContextAccessor accessor) : ServiceClient(http, accessor)
{
    protected override string Name => "The provisioning log";

    public Task<ListPage<TimelineItem>> ListAsync(TenantId tenant, UserId? user, string? outcome, int count, string? cursor) =>
        GetAsync<ListPage<TimelineItem>>(
            Path(tenant, "timeline"),
            ("userId", user),
            ("filter", outcome is null ? null : $"outcome eq {Quoted(outcome)}"),
            ("count", count),
            ("cursor", cursor));
}
