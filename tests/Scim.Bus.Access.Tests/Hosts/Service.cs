using Microsoft.AspNetCore.Builder;
using Scim.Bus.AccessGroups;
using Scim.Bus.Accounts;
using Scim.Bus.Console;
using Scim.Bus.Ingress;
using Scim.Bus.Notifications;
using Scim.Bus.Provisioning;

namespace Scim.Bus.Access.Tests.Hosts;

/// <summary>A service, and the two calls by which its <c>Program.cs</c> puts it into a host.</summary>
internal sealed record Service(string Name, Action<WebApplicationBuilder> Add, Action<WebApplication> Map)
{
    public static Service Ingress { get; } = new("ingress", builder => builder.AddIngress(), app => app.MapIngress());

    public static Service Accounts { get; } = new("accounts", builder => builder.AddAccounts(), app => app.MapAccounts());

    public static Service Console { get; } = new("console", builder => builder.AddConsole(), app => app.MapConsole());

    public static Service Notifications { get; } = new("notifications", builder => builder.AddNotifications(), _ => { });

    public static IReadOnlyList<Service> All { get; } =
    [
        Ingress,
        new("provisioning", builder => builder.AddProvisioning(), app => app.MapProvisioning()),
        Accounts,
        new("access-groups", builder => builder.AddAccessGroups(), app => app.MapAccessGroups()),
        Notifications,
        Console,
    ];
}
