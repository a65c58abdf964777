using Scim.Bus.Accounts;
using Scim.Bus.Messaging;
using Scim.Bus.ServiceDefaults;

return await ServiceHost.RunAsync(
    () => WebApplication.CreateBuilder(args).AddServiceDefaults("accounts").AddAccounts().AddBus(),
    app => app.MapServiceDefaults().MapAccounts());
