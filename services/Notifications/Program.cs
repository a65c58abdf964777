using Scim.Bus.Messaging;
using Scim.Bus.Notifications;
using Scim.Bus.ServiceDefaults;

return await ServiceHost.RunAsync(
    () => WebApplication.CreateBuilder(args).AddServiceDefaults("notifications").AddNotifications().AddBus(),
    app => app.MapServiceDefaults());
