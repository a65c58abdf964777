using Scim.Bus.Console;
using Scim.Bus.Messaging;
using Scim.Bus.ServiceDefaults;

return await ServiceHost.RunAsync(() =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddServiceDefaults("console").AddConsole().AddBus();
    var app = builder.Build();
    app.MapServiceDefaults().MapConsole();
    return app;
});
