using Scim.Bus.Accounts;
using Scim.Bus.Messaging;
using Scim.Bus.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults("accounts").AddAccounts().AddBus();
var app = builder.Build();
app.MapServiceDefaults().MapAccounts();
await app.RunAsync();
