using Scim.Bus.Console.Timeline;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.Console.Clients;

/// <summary>The provisioning log, at the Console itself.</summary>
internal sealed class LogClient(HttpClient http, IHttpContextAccessor accessor) : ServiceClient(http, accessor)
{
    protected override string Name => "The provisioning log";

    /// <param name="tenant">The tenant.</param>
    /// <param name="user">The user whose lines are read; null for all.</param>
    /// <param name="filter">A filter in SCIM's syntax; null for all lines.</param>
    /// <param name="count">Largest number of lines.</param>
    /// <param name="cursor">Where the page begins; null for the newest line.</param>
    public Task<ListPage<TimelineItem>> ListAsync(TenantId tenant, UserId? user, string? filter, int count, string? cursor) =>
        GetAsync<ListPage<TimelineItem>>(
            Path(tenant, "timeline"),
            ("userId", user),
            ("filter", filter),
            ("count", count),
            ("cursor", cursor));

    /// <summary>The newest lines of a trace.</summary>
    public Task<ListPage<TimelineItem>> ListOfTraceAsync(TenantId tenant, string trace, int count) =>
        GetAsync<ListPage<TimelineItem>>(Path(tenant, "timeline"), ("filter", $"traceId eq {Quoted(trace)}"), ("count", count));

    /// <summary>The newest lines of some steps that went well.</summary>
    public Task<ListPage<TimelineItem>> ListStepsAsync(TenantId tenant, IEnumerable<string> steps, int count)
    {
        var wanted = string.Join(" or ", steps.Select(step => $"step eq {Quoted(step)}"));
        return GetAsync<ListPage<TimelineItem>>(
            Path(tenant, "timeline"), ("filter", $"outcome eq \"ok\" and ({wanted})"), ("count", count));
    }
}
