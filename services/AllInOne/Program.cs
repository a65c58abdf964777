using Scim.Bus.AccessGroups;
using Scim.Bus.Accounts;
using Scim.Bus.AllInOne;
using Scim.Bus.Console;
using Scim.Bus.Ingress;
using Scim.Bus.Messaging;
using Scim.Bus.Notifications;
using Scim.Bus.Provisioning;
using Scim.Bus.ServiceDefaults;

return await ServiceHost.RunAsync(
    () =>
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Configuration.UseEmbeddedDefaults();
        builder.Services.AddHostedService<StartupBanner>();
        return builder.AddServiceDefaults("all-in-one")
            .AddIngress()
            .AddProvisioning()
            .AddAccounts()
            .AddAccessGroups()
            .AddNotifications()
            .AddConsole()
            .AddBus(singleProcess: true);
    },
    app => app.MapServiceDefaults()
        .MapIngress()
        .MapProvisioning()
        .MapAccounts()
        .MapAccessGroups()
        .MapConsole());
