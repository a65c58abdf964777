using Scim.Bus.AccessGroups;
using Scim.Bus.Messaging;
using Scim.Bus.ServiceDefaults;

return await ServiceHost.RunAsync(() =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddServiceDefaults("access-groups").AddAccessGroups().AddBus();
    var app = builder.Build();
    app.MapServiceDefaults().MapAccessGroups();
    return app;
});
