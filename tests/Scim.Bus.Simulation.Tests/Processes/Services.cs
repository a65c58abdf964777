using Scim.Bus.AccessGroups;
using Scim.Bus.Accounts;
using Scim.Bus.Ingress;
using Scim.Bus.Notifications;
using Scim.Bus.Provisioning;

namespace Scim.Bus.Simulation.Tests.Processes;

/// <summary>The services of a site. Two processes of each run in every world.</summary>
internal static class Services
{
    public static ServiceTemplate Ingress { get; } = new("ingress", builder => builder.AddIngress());

    public static ServiceTemplate Provisioning { get; } = new("provisioning", builder => builder.AddProvisioning());

    public static ServiceTemplate Accounts { get; } = new("accounts", builder => builder.AddAccounts());

    public static ServiceTemplate AccessGroups { get; } = new("access-groups", builder => builder.AddAccessGroups());

    public static ServiceTemplate Notifications { get; } = new("notifications", builder => builder.AddNotifications());

    public static IReadOnlyList<ServiceTemplate> All { get; } = [Ingress, Provisioning, Accounts, AccessGroups, Notifications];
}
