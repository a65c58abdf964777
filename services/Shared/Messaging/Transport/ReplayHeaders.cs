using MassTransit;
using Scim.Bus.Contracts;

namespace Scim.Bus.Messaging.Transport;

/// <summary>Reads the header of replayed messages.</summary>
public static class ReplayHeaders
{
    /// <summary>True if the message is part of a replay: it repeats the current state, and nothing has just happened.</summary>
    public static bool IsReplay(this ConsumeContext context) => context.Headers.TryGetHeader(ReplayCompleted.Header, out _);
}
