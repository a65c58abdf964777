using Scim.Bus.Messaging;
using Scim.Bus.Notifications;
using Scim.Bus.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("notifications").AddNotifications().AddBus();
var app = builder.Build();
app.MapServiceDefaults();
await app.RunAsync();
