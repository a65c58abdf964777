using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Filters;

namespace Scim.Bus.Notifications.Sending;

/// <summary>Collection of the notifications, and the name of this service's database.</summary>
internal static class NotificationCollection
{
    public const string Service = "notifications";

    public static CollectionDefinition<NotificationRecord> Notifications { get; } = new()
    {
        Service = Service,
        Name = "notifications",
        Attributes = DocumentFields.Create("Notification", DocumentFields.Exact("userId")),
        Resource = notification => new JsonObject { ["userId"] = notification.User?.ToString() },
        Indexed = ["userId"],
    };

    /// <summary>Selects the notifications to a person.</summary>
    public static BoundFilter To(UserId user) =>
        new BoundComparison(Notifications.Attributes.At("userId"), ComparisonOperator.Eq, user.ToString());
}
