namespace Scim.Bus.Messaging.Topology;

/// <summary>
/// Names the exchange of a message: <c>namespace:name</c>, MassTransit's own default, so that a subscriber in .NET needs nothing but the contracts.
/// Subscribers bind to it, so it never changes.
/// </summary>
public static class MessageExchange
{
    /// <summary>The name of a message's exchange.</summary>
    public static string NameOf(Type message) => $"{message.Namespace}:{message.Name}";
}
