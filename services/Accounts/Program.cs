using Scim.Bus.Accounts;
using Scim.Bus.Messaging;
using Scim.Bus.ServiceDefaults;

return await ServiceHost.RunAsync(() =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddServiceDefaults("accounts").AddAccounts().AddBus();
    var app = builder.Build();
    app.MapServiceDefaults().MapAccounts();
    return app;
});
