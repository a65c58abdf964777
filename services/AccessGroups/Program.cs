using Scim.Bus.AccessGroups;
using Scim.Bus.Messaging;
using Scim.Bus.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("access-groups").AddAccessGroups().AddBus();
var app = builder.Build();
app.MapServiceDefaults().MapAccessGroups();
await app.RunAsync();
