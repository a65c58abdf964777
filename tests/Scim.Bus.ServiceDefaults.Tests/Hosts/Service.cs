using Microsoft.AspNetCore.Builder;
using Scim.Bus.AccessGroups;
using Scim.Bus.Accounts;
using Scim.Bus.Console;
using Scim.Bus.Ingress;
using Scim.Bus.Notifications;
using Scim.Bus.Provisioning;

namespace Scim.Bus.ServiceDefaults.Tests.Hosts;

/// <summary>A service, and the two calls by which its <c>Program.cs</c> puts it into a host.</summary>
internal sealed record Service(string Name, Action<WebApplicationBuilder> Add, Action<WebApplication> Map)
{
    public static Service Ingress { get; } = new("Ingress", builder => builder.AddIngress(), app => app.MapIngress());

    public static Service Accounts { get; } = new("Accounts", builder => builder.AddAccounts(), app => app.MapAccounts());

    public static IReadOnlyList<Service> All { get; } =
    [
        Ingress,
        Accounts,
        new("AccessGroups", builder => builder.AddAccessGroups(), app => app.MapAccessGroups()),
        new("Console", builder => builder.AddConsole(), app => app.MapConsole()),
        new("Notifications", builder => builder.AddNotifications(), _ => { }),
        new("Provisioning", builder => builder.AddProvisioning(), app => app.MapProvisioning()),
    ];
}
