using System.Text.Json.Nodes;
using Scim.Bus.Messaging.Topology;

namespace Scim.Bus.Contracts.Tests;

/// <summary>Makes the AsyncAPI document (version 3.0.0): the exchanges with their messages.</summary>
internal static class AsyncApi
{
    public static JsonObject Document() => new()
    {
        ["asyncapi"] = "3.0.0",
        ["info"] = new JsonObject
        {
            ["title"] = "Scim.Bus",
            ["version"] = "1.0.0",
            ["description"] = "Messages about users, groups, accounts and Access Groups. "
                + "Bind your own queue to the exchanges that you need. "
                + "Messages are delivered at least once, in any order: each carries the complete state of its subject, and a version. "
                + "Apply what is newer than what you hold and drop the rest. "
                + "This document changes by additions only: ignore members that you don't know.",
        },
        ["defaultContentType"] = "application/vnd.masstransit+json",
        ["channels"] = ForEach(message => message.Name, Channel),
        ["operations"] = ForEach(message => $"publish{message.Name}", message => new JsonObject
        {
            ["action"] = "send",
            ["channel"] = Reference($"#/channels/{message.Name}"),
        }),
        ["components"] = new JsonObject
        {
            ["messages"] = ForEach(message => message.Name, message => new JsonObject
            {
                ["name"] = message.Name,
                ["summary"] = MessageSchemas.Create(message)["description"]?.GetValue<string>(),
                ["payload"] = new JsonObject
                {
                    ["allOf"] = new JsonArray(
                        Reference("./schemas/Envelope.json"),
                        new JsonObject { ["properties"] = new JsonObject { ["message"] = Reference($"./schemas/{message.Name}.json") } }),
                },
            }),
        },
    };

    /// <summary>Makes the schema of MassTransit's envelope: the members that subscribers may rely on.</summary>
    public static JsonObject Envelope() => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["$id"] = "urn:scim-bus:message:Envelope",
        ["title"] = "Envelope",
        ["description"] = "Envelope of every message.",
        ["type"] = "object",
        ["required"] = new JsonArray("messageId", "messageType", "message"),
        ["properties"] = new JsonObject
        {
            ["messageId"] = Uuid("Id of the message: the same each time it is delivered."),
            ["messageType"] = new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["type"] = "string" },
                ["description"] = "The first element is urn:message: followed by the name of the exchange.",
            },
            ["message"] = new JsonObject { ["type"] = "object" },
            ["sentTime"] = new JsonObject { ["type"] = new JsonArray("string", "null"), ["format"] = "date-time" },
            ["headers"] = new JsonObject
            {
                ["type"] = new JsonArray("object", "null"),
                ["properties"] = new JsonObject
                {
                    [ReplayCompleted.Header] = Uuid("Id of the replay that the message is part of."),
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

    private static JsonObject Uuid(string description) => new() { ["type"] = "string", ["format"] = "uuid", ["description"] = description };

    private static JsonObject Reference(string to) => new() { ["$ref"] = to };
}
