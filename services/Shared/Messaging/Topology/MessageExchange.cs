namespace Scim.Bus.Messaging.Topology;

/// <summary>
/// Names the exchange of a message: <c>namespace:name</c>, MassTransit's default, so that a subscriber in .NET needs the contracts only.
/// Subscribers bind to exchanges by name, so a name never changes.
/// </summary>
public static class MessageExchange
{
    /// <summary>Gets the name of a message's exchange.</summary>
    public static string NameOf(Type message) => $"{message.Namespace}:{message.Name}";
}
