using Scim.Bus.Ingress;
using Scim.Bus.Messaging;
using Scim.Bus.ServiceDefaults;

return await ServiceHost.RunAsync(() =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddServiceDefaults("ingress").AddIngress().AddBus();
    var app = builder.Build();
    app.MapServiceDefaults().MapIngress();
    return app;
});
