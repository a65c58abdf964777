using Scim.Bus.Messaging;
using Scim.Bus.Provisioning;
using Scim.Bus.ServiceDefaults;

return await ServiceHost.RunAsync(() =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddServiceDefaults("provisioning").AddProvisioning().AddBus();
    var app = builder.Build();
    app.MapServiceDefaults().MapProvisioning();
    return app;
});
