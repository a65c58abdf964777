using System.Diagnostics;
using MassTransit;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Notifications.Sending;

/// <summary>Stores a notification, once however often the command arrives, and makes the first attempt to send it.</summary>
internal sealed class NotifyPersonConsumer(
    Outbox<NotificationRecord> notifications, PersonalMail mails, NotificationSender sender, DueClock clock) : IConsumer<NotifyPerson>
{
    public async Task Consume(ConsumeContext<NotifyPerson> context)
    {
        var notification = context.Message;
        var document = new Document<NotificationRecord>
        {
            Tenant = notification.Tenant,
            Id = MessageIds.Create(notification.User.Value, notification.Generation, notification.Kind.ToString()).ToString(),
            Body = new NotificationRecord
            {
                Mail = await mails.ComposeAsync(notification, context.CancellationToken),
                State = NotificationState.Waiting,
                // If this process dies before it has sent the mail, a sweeper takes over at this time.
                NextDueAt = clock.GetUtcNow() + NotificationSender.LeaseDuration,
                TraceParent = Activity.Current?.Id,
            },
        };
        if ((await notifications.InsertAsync(document, context.CancellationToken)).Document is { } stored)
            await sender.TrySendAsync(stored, context.CancellationToken);
    }
}
