using Scim.Bus.DocumentStore;

namespace Scim.Bus.Notifications.Sending;

/// <summary>Collection of the notifications, and the name of this service's database.</summary>
internal static class NotificationCollection
{
    public const string Service = "notifications";

    public static CollectionDefinition<NotificationRecord> Notifications { get; } = new()
    {
        Service = Service,
        Name = "notifications",
    };
}
