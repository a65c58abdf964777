using Scim.Bus.Messaging;
using Scim.Bus.Provisioning;
using Scim.Bus.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("provisioning").AddProvisioning().AddBus();
var app = builder.Build();
app.MapServiceDefaults().MapProvisioning();
await app.RunAsync();
