using Scim.Bus.Console;
using Scim.Bus.Messaging;
using Scim.Bus.ServiceDefaults;

return await ServiceHost.RunAsync(
    () => WebApplication.CreateBuilder(args).AddServiceDefaults("console").AddConsole().AddBus(),
    app => app.MapServiceDefaults().MapConsole());
