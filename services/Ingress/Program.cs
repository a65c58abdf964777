using Scim.Bus.Ingress;
using Scim.Bus.Messaging;
using Scim.Bus.ServiceDefaults;

return await ServiceHost.RunAsync(
    () => WebApplication.CreateBuilder(args).AddServiceDefaults("ingress").AddIngress().AddBus(),
    app => app.MapServiceDefaults().MapIngress());
