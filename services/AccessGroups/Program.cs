using Scim.Bus.AccessGroups;
using Scim.Bus.Messaging;
using Scim.Bus.ServiceDefaults;

return await ServiceHost.RunAsync(
    () => WebApplication.CreateBuilder(args).AddServiceDefaults("access-groups").AddAccessGroups().AddBus(),
    app => app.MapServiceDefaults().MapAccessGroups());
