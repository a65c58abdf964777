using Scim.Bus.DocumentStore;

namespace Scim.Bus.Notifications.Sending;

/// <summary>The collection of Notifications.</summary>
internal static class NotificationCollection
{
    public const string Service = "notifications";

    public static CollectionDefinition<NotificationRecord> Notifications { get; } = new()
    {
        Service = Service,
        Name = "notifications",
    };
}
