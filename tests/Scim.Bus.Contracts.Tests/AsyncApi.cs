using System.Text.Json.Nodes;
using Scim.Bus.Messaging.Topology;

namespace Scim.Bus.Contracts.Tests;

/// <summary>Makes the AsyncAPI document (version 3.0.0): which exchange carries which message.</summary>
internal static class AsyncApi
{
    public static JsonObject Document() => new()
    {
        ["asyncapi"] = "3.0.0",
        ["info"] = new JsonObject
        {
            ["title"] = "Scim.Bus",
            ["version"] = "1.0.0",
            ["description"] =
                "Messages about users, groups, accounts and Access Groups. Bind a queue of your own to the exchanges that you want. "
                + "Messages come at least once and in any order: each carries the complete state of what it is about and its version; "
                + "apply what is newer than what you hold, drop the rest. "
                + "Changes of this document are additive: ignore what you don't know.",
        },
        ["defaultContentType"] = "application/vnd.masstransit+json",
        ["channels"] = ForEach(message => message.Name, Channel),
        ["operations"] = ForEach(message => $"publish{message.Name}", message => new()
        {
            ["action"] = "send",
            ["channel"] = Reference($"#/channels/{message.Name}"),
        }),
        ["components"] = new JsonObject
        {
            ["messages"] = ForEach(message => message.Name, message => new()
            {
                ["name"] = message.Name,
                ["summary"] = MessageSchemas.Of(message)["description"]?.GetValue<string>(),
                ["payload"] = new JsonObject
                {
                    ["allOf"] = new JsonArray(
                        Reference("./schemas/Envelope.json"),
                        new JsonObject { ["properties"] = new JsonObject { ["message"] = Reference($"./schemas/{message.Name}.json") } }),
                },
            }),
        },
    };

    /// <summary>What MassTransit puts around every message: the parts that subscribers may rely on.</summary>
    public static JsonObject Envelope() => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["$id"] = "urn:scim-bus:message:Envelope",
        ["title"] = "Envelope",
        ["description"] = "What stands around every message on the wire.",
        ["type"] = "object",
        ["required"] = new JsonArray("messageId", "messageType", "message"),
        ["properties"] = new JsonObject
        {
            ["messageId"] = Uuid("The same each time that the message comes."),
            ["messageType"] = new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["type"] = "string" },
                ["description"] = "The first is urn:message: and the name of the exchange.",
            },
            ["message"] = new JsonObject { ["type"] = "object" },
            ["sentTime"] = new JsonObject { ["type"] = new JsonArray("string", "null"), ["format"] = "date-time" },
            ["headers"] = new JsonObject
            {
                ["type"] = new JsonArray("object", "null"),
                ["properties"] = new JsonObject
                {
                    [ReplayCompleted.Header] = Uuid("The replay that the message is part of."),
                },
            },
        },
    };

    private static JsonObject Channel(Type message) => new()
    {
        ["address"] = MessageExchange.NameOf(message),
        ["messages"] = new JsonObject { [message.Name] = Reference($"#/components/messages/{message.Name}") },
        ["bindings"] = new JsonObject
        {
            ["amqp"] = new JsonObject
            {
                ["is"] = "routingKey",
                ["exchange"] = new JsonObject
                {
                    ["name"] = MessageExchange.NameOf(message),
                    ["type"] = "fanout",
                    ["durable"] = true,
                    ["autoDelete"] = false,
                },
            },
        },
    };

    private static JsonObject ForEach(Func<Type, string> name, Func<Type, JsonObject> value) =>
        new(MessageSchemas.Messages.Select(message => KeyValuePair.Create(name(message), (JsonNode?)value(message))));

    private static JsonObject Uuid(string description) => new()
    {
        ["type"] = "string",
        ["format"] = "uuid",
        ["description"] = description,
    };

    private static JsonObject Reference(string to) => new() { ["$ref"] = to };
}
