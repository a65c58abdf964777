using Scim.Bus.Console;
using Scim.Bus.Messaging;
using Scim.Bus.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("console").AddConsole().AddBus();
var app = builder.Build();
app.MapServiceDefaults().MapConsole();
await app.RunAsync();
