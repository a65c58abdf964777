using System.Diagnostics;
using MassTransit;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Notifications.Sending;

/// <summary>Stores a notification, once however often the command arrives, and makes the first attempt to send it.</summary>
internal sealed class NotifyPersonConsumer(
    Outbox<NotificationRecord> notifications, PersonalMail mails, LoginMails logins, NotificationSender sender, DueClock clock)
    : IConsumer<NotifyPerson>
{
    public async Task Consume(ConsumeContext<NotifyPerson> context)
    {
        var notification = context.Message;
        var isDue = !notification.IsSilent && !LoginMails.MustBeReviewed(notification.Kind);
        var document = new Document<NotificationRecord>
        {
            Tenant = notification.Tenant,
            Id = NotificationRecord.IdOf(notification),
            Body = new NotificationRecord
            {
                User = notification.User,
                Kind = notification.Kind,
                Generation = notification.Generation,
                EndsLogin = notification.EndsLogin,
                Mail = notification.IsSilent ? null : await mails.ComposeAsync(notification, context.CancellationToken),
                State = notification.IsSilent ? NotificationState.Withdrawn : NotificationState.Waiting,
                // If this process dies before it has sent the mail, a sweeper takes over at this time.
                NextDueAt = isDue ? clock.GetUtcNow() + NotificationSender.LeaseDuration : null,
                TraceParent = Activity.Current?.Id,
            },
        };
        var stored = (await notifications.InsertAsync(document, context.CancellationToken)).Document;
        // Also for a command that comes again: the first time may have ended here.
        if (await logins.ReviewAsync(notification, stored, context.CancellationToken) is { } waiting)
            await sender.TrySendAsync(waiting, context.CancellationToken);
    }
}
