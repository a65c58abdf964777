using System.Reflection;
using MassTransit;

namespace Scim.Bus.Simulation.Tests.Messages;

/// <summary>What stands for the transport of a delivery: MassTransit's proxies take it along, and nobody asks it anything.</summary>
public class NoTransport : DispatchProxy
{
    internal static ReceiveContext Context { get; } = Create<ReceiveContext, NoTransport>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => null;
}
