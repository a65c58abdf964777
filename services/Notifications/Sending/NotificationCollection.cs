using System.Text.Json.Nodes;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Notifications.Sending;

/// <summary>The collection of Notifications.</summary>
internal static class NotificationCollection
{
    public const string Service = "notifications";

    public static CollectionDefinition<NotificationRecord> Notifications { get; } = new()
    {
        Service = Service,
        Name = "notifications",
        Attributes = new ResourceType
        {
            Name = "Notification",
            Endpoint = "/notifications",
            Common = [],
            Schema = new Schema { Id = "urn:scim-bus:Notification", Name = "Notification", Attributes = [new() { Name = "state" }] },
        },
        Resource = notification => new JsonObject { ["state"] = notification.State.ToString() },
    };
}
