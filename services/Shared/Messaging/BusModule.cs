using MassTransit;

namespace Scim.Bus.Messaging;

/// <summary>The consumers and sagas of one service, registered on the bus that all services of the process share.</summary>
internal sealed record BusModule(Action<IBusRegistrationConfigurator> Configure);
