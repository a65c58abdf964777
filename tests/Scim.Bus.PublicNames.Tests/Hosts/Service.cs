using Microsoft.AspNetCore.Builder;
using Scim.Bus.AccessGroups;
using Scim.Bus.Accounts;
using Scim.Bus.Console;
using Scim.Bus.Ingress;
using Scim.Bus.Notifications;
using Scim.Bus.Provisioning;

namespace Scim.Bus.PublicNames.Tests.Hosts;

/// <summary>A service, and the two calls by which its <c>Program.cs</c> puts it into a host.</summary>
internal sealed record Service(string Name, Action<WebApplicationBuilder> Add, Action<WebApplication> Map)
{
    public static IReadOnlyList<Service> All { get; } =
    [
        new("AccessGroups", builder => builder.AddAccessGroups(), app => app.MapAccessGroups()),
        new("Accounts", builder => builder.AddAccounts(), app => app.MapAccounts()),
        new("Console", builder => builder.AddConsole(), app => app.MapConsole()),
        new("Ingress", builder => builder.AddIngress(), app => app.MapIngress()),
        new("Notifications", builder => builder.AddNotifications(), _ => { }),
        new("Provisioning", builder => builder.AddProvisioning(), app => app.MapProvisioning()),
    ];
}
