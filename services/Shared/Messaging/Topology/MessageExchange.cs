using MassTransit;
using Scim.Bus.Contracts;

namespace Scim.Bus.Messaging.Topology;

/// <summary>
/// Names the exchange of a message: <c>namespace:name</c>, MassTransit's default, so that a subscriber in .NET needs the contracts only.
/// Subscribers bind to exchanges by name, so a name never changes.
/// </summary>
public static class MessageExchange
{
    private static readonly string[] Hidden =
        [MessageUrn.ForTypeString<ITenantMessage>(), MessageUrn.ForTypeString<Fault<ITenantMessage>>()];

    /// <summary>Gets the name of a message's exchange.</summary>
    public static string NameOf(Type message) => $"{message.Namespace}:{message.Name}";

    /// <summary>
    /// Publishes messages as their own type only. By default MassTransit would publish each as an <see cref="ITenantMessage"/> too: to an
    /// exchange of that name, and with that name in the envelope.
    /// </summary>
    internal static void HideTenantMessages(IBusFactoryConfigurator transport)
    {
        transport.Publish<ITenantMessage>(topology => topology.Exclude = true);
        transport.Publish<Fault<ITenantMessage>>(topology => topology.Exclude = true);
        transport.ConfigurePublish(publish => publish.UseExecute(context =>
            context.SupportedMessageTypes = Array.FindAll(context.SupportedMessageTypes, type => !Hidden.Contains(type))));
    }
}
