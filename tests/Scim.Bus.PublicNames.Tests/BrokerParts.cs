using System.Text.Json;
using MassTransit;

namespace Scim.Bus.PublicNames.Tests;

/// <summary>What a bus declares on its broker, as MassTransit reports it.</summary>
internal static class BrokerParts
{
    /// <summary>The exchange of a message, and the queues that its publishers declare.</summary>
    public static string Published<T>(IBus bus)
        where T : class
    {
        var topology = ((IRabbitMqBusTopology)bus.Topology).Publish<T>().GetBrokerTopology();
        var queues = topology.QueueBindings.Select(binding => binding.Destination.QueueName).Order(StringComparer.Ordinal);
        return $"{topology.Exchanges[0].ExchangeName} ({topology.Exchanges[0].ExchangeType}) -> {string.Join(' ', queues)}".TrimEnd();
    }

    /// <summary>
    /// The queues of the receive endpoints, and what is bound to them: every <c>topology</c> in the report, wherever it is.
    /// </summary>
    public static IEnumerable<string> Received(JsonElement report) => report.ValueKind switch
    {
        JsonValueKind.Array => report.EnumerateArray().SelectMany(Received),
        JsonValueKind.Object => report.EnumerateObject().SelectMany(
            member => member.Name == "topology" ? Bindings(member.Value) : Received(member.Value)),
        _ => [],
    };

    private static IEnumerable<string> Bindings(JsonElement topology) =>
        from kind in (string[])["exchange-binding", "queue-binding"]
        where topology.TryGetProperty(kind, out _)
        from binding in Each(topology.GetProperty(kind))
        select $"{binding.GetProperty("source")} -> {binding.GetProperty("destination")} ({kind})";

    private static IEnumerable<JsonElement> Each(JsonElement oneOrMany) =>
        oneOrMany.ValueKind == JsonValueKind.Array ? oneOrMany.EnumerateArray() : [oneOrMany];
}
