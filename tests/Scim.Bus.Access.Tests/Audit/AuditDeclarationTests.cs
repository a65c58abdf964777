using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Scim.Bus.Access.Tests.Hosts;
using Scim.Bus.ServiceDefaults.Audit;

namespace Scim.Bus.Access.Tests.Audit;

/// <summary>Every endpoint that changes something says which act of the audit log it is, so that a new one can't be forgotten.</summary>
[Collection(InWorld.Name)]
[Trait("Takes", "Seconds")]
public sealed class AuditDeclarationTests(World world)
{
    /// <summary>The acts, with the endpoints that are one.</summary>
    public const string Acts =
        """
        tenant.create           POST   /api/tenants/
        tenant.configure        PATCH  /api/tenants/{tenant}/
        token.issue             POST   /api/tenants/{tenant}/tokens
        token.revoke            DELETE /api/tenants/{tenant}/tokens/{id:guid}
        replay.start            POST   /api/tenants/{tenant}/replays
        replay.cancel           DELETE /api/tenants/{tenant}/replays/{id:guid}
        account.create          POST   /api/tenants/{tenant}/accounts
        account.edit            PATCH  /api/tenants/{tenant}/accounts/{id}
        access-group.configure  PUT    /api/tenants/{tenant}/access-groups/{id}/settings
        saga.retry              POST   /api/tenants/{tenant}/sagas/{userId}/retry
        sync.start              POST   /api/tenants/{tenant}/sync
        drift.start             POST   /api/tenants/{tenant}/drift
        key.create              POST   /api/keys
        key.create              POST   /api/tenants/{tenant}/keys
        key.delete              DELETE /api/keys/{id:guid}
        key.delete              DELETE /api/tenants/{tenant}/keys/{id:guid}
        error.retry             POST   /api/errors/{id}/retry
        error.retry-all         POST   /api/errors/retry
        error.discard           DELETE /api/errors/{id}
        audit.export            GET    /api/audit/export
        audit.export            GET    /api/tenants/{tenant}/audit/export
        request.read            GET    /api/tenants/{tenant}/requests/{id:guid}
        request.export          GET    /api/tenants/{tenant}/requests/export
        """;

    private static readonly string[] Reading = ["GET", "HEAD"];

    public static TheoryData<string> HostNames => [.. Service.All.Select(service => service.Name), World.AllInOne];

    [Theory]
    [MemberData(nameof(HostNames))]
    public void Every_endpoint_that_changes_something_says_who_writes_its_entry(string name)
    {
        var silent =
            from endpoint in world[name].Endpoints
            where MethodsOf(endpoint).Except(Reading).Any() && !RouteOf(endpoint).StartsWith("/scim/", StringComparison.Ordinal)
            where endpoint.Metadata.GetMetadata<AuditedAct>() is null && endpoint.Metadata.GetMetadata<AuditedElsewhere>() is null
            select $"{name} {RouteOf(endpoint)}";
        Assert.Empty(silent);
    }

    [Fact]
    public void The_acts_are_those_of_the_table()
    {
        var declared =
            from endpoint in world[World.AllInOne].Endpoints
            let act = endpoint.Metadata.GetMetadata<AuditedAct>()
            where act is not null
            from method in MethodsOf(endpoint)
            select $"{act.Action} {method} {RouteOf(endpoint)}";
        var expected = Acts.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(expected.Order(StringComparer.Ordinal), declared.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(HostNames))]
    public void Every_service_keeps_a_log(string name) => Assert.Equal(
        name == World.AllInOne ? Service.All.Select(service => service.Name) : [name],
        world[name].Services.GetRequiredService<AuditLogs>().All.Select(log => log.Service));

    private static IReadOnlyList<string> MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];

    private static string RouteOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
}
