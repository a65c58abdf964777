using MassTransit;
using Scim.Bus.Contracts;

namespace Scim.Bus.Messaging.Transport;

/// <summary>Tells replayed messages from those of something that happened.</summary>
public static class ReplayMark
{
    /// <summary>Whether the message is part of a replay: then it tells of nothing that happened.</summary>
    public static bool IsReplay(this ConsumeContext context) => context.Headers.TryGetHeader(ReplayCompleted.Header, out _);
}
