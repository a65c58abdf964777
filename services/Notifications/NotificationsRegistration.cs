using MassTransit;
using Scim.Bus.DocumentStore;
using Scim.Bus.Jobs;
using Scim.Bus.Messaging;
using Scim.Bus.Messaging.Errors;
using Scim.Bus.Notifications.Admins;
using Scim.Bus.Notifications.Composing;
using Scim.Bus.Notifications.Mail;
using Scim.Bus.Notifications.Sending;
using Scim.Bus.Notifications.Tenants;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Authentication;
using Scim.Bus.ServiceDefaults.Settings;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Notifications;

/// <summary>Adds Notifications to a host.</summary>
public static class NotificationsRegistration
{
    /// <summary>Adds the consumers, the mail transport and the admin digest.</summary>
    /// <exception cref="InvalidOperationException">A mail template of <c>Mail__Templates</c> is not valid.</exception>
    public static WebApplicationBuilder AddNotifications(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddValidatedOptions<MailOptions>(MailOptions.Section);
        services.AddValidatedOptions<MailLinks>(MailLinks.Section);
        if (string.IsNullOrWhiteSpace(builder.Configuration[$"{MailOptions.Section}:{nameof(MailOptions.Host)}"]))
            services.AddSingleton<IMailTransport, FolderTransport>();
        else
            services.AddSingleton<IMailTransport, SmtpTransport>();
        var templates = builder.Configuration[$"{MailOptions.Section}:{nameof(MailOptions.Templates)}"];
        services.AddSingleton(new MailTemplates(templates is { Length: > 0 } folder ? folder : null));
        services.AddTenantSettings<NotificationsService>(NotificationCollection.Service);
        services.AddOutbox(NotificationCollection.Notifications);
        services.AddSingleton<PersonalMail>();
        services.AddSingleton<NotificationTelemetry>();
        services.AddHostedService(provider => provider.GetRequiredService<NotificationTelemetry>());
        services.AddSingleton<LoginMails>();
        services.AddSingleton<HandOverWatch>();
        services.AddSingleton<NotificationSender>();
        services.AddSingleton<IScheduledWork<NotificationRecord>>(provider => provider.GetRequiredService<NotificationSender>());
        services.AddValidatedOptions<DigestOptions>(DigestOptions.Section);
        services.AddDocumentCollection(AdminNotice.Collection);
        services.AddSingleton<DigestMail>();
        services.AddSingleton<AdminNoticeStore>();
        services.AddResumableJob<AdminDigest, AdminDigestJob>(AdminDigest.Collection);
        services.AddErrors(NotificationCollection.Service);
        services.AddAudit<TenantLookup<NotificationsService>>(NotificationCollection.Service);
        services.AddAssertionAudience(NotificationCollection.Service);
        services.AddBusConsumers(bus =>
        {
            bus.AddConsumer<AdminNoticeConsumer, AdminNoticeConsumerDefinition>();
            bus.AddConsumer<NotifyPersonConsumer, NotifyPersonConsumerDefinition>();
            bus.AddConsumer<TenantConsumer, TenantConsumerDefinition>();
        });
        return builder;
    }
}
