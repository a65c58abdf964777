using Scim.Bus.Messaging;
using Scim.Bus.Provisioning;
using Scim.Bus.ServiceDefaults;

return await ServiceHost.RunAsync(
    () => WebApplication.CreateBuilder(args).AddServiceDefaults("provisioning").AddProvisioning().AddBus(),
    app => app.MapServiceDefaults().MapProvisioning());
