using Microsoft.Extensions.Options;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Notifications.Composing;
using Scim.Bus.Notifications.Mail;
using Scim.Bus.Notifications.Tenants;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Notifications.Sending;

/// <summary>Composes mails to people.</summary>
internal sealed class PersonalMail(
    MailTemplates templates, TenantSettingsCache<NotificationsService> tenants, IOptions<MailLinks> links)
{
    public async Task<OutgoingMail> ComposeAsync(NotifyPerson notification, CancellationToken cancellationToken)
    {
        var tenant = await tenants.GetAsync(notification.Tenant, cancellationToken);
        var text = templates.Compose(
            notification.Kind,
            notification.PersonKind,
            new PersonModel(
                notification.Name?.Trim() ?? "",
                notification.Email,
                notification.AccessGroup ?? "",
                MailTime.Format(notification.OccurredAt, notification.TimeZone),
                tenant.Company(),
                links.Value.Login));
        return new OutgoingMail
        {
            Tenant = notification.Tenant,
            User = notification.User,
            Kind = notification.Kind,
            To = notification.Email,
            Name = notification.Name,
            Subject = text.Subject,
            Text = text.Text,
            Html = text.Html,
        };
    }
}
