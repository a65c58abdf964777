using Scim.Bus.Messaging;
using Scim.Bus.Notifications;
using Scim.Bus.ServiceDefaults;

return await ServiceHost.RunAsync(() =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddServiceDefaults("notifications").AddNotifications().AddBus();
    var app = builder.Build();
    app.MapServiceDefaults();
    return app;
});
