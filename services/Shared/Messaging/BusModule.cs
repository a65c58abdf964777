using MassTransit;

namespace Scim.Bus.Messaging;

/// <summary>The consumers and sagas of one service, collected until the bus of the process is built.</summary>
internal sealed record BusModule(Action<IBusRegistrationConfigurator> Configure);
