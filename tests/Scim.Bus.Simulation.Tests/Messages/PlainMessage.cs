using MassTransit;

namespace Scim.Bus.Simulation.Tests.Messages;

/// <summary>A message of which nothing is known but itself.</summary>
internal abstract class PlainMessage : MessageContext
{
    public virtual Guid? MessageId => null;

    public Guid? RequestId => null;

    public Guid? CorrelationId => null;

    public Guid? ConversationId => null;

    public Guid? InitiatorId => null;

    public DateTime? ExpirationTime => null;

    public Uri? SourceAddress => null;

    public Uri? DestinationAddress => null;

    public Uri? ResponseAddress => null;

    public Uri? FaultAddress => null;

    public DateTime? SentTime => null;

    public virtual Headers Headers => throw new NotSupportedException();

    public HostInfo Host => throw new NotSupportedException();
}
