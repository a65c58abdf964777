using Scim.Bus.Messaging;
using Scim.Bus.Messaging.Relaying;
using Scim.Bus.Notifications.Mail;
using Scim.Bus.Notifications.Sending;

namespace Scim.Bus.Notifications;

/// <summary>Puts Notifications into a host.</summary>
public static class NotificationsRegistration
{
    /// <summary>Adds the consumer that takes notifications in, and the way out for mails.</summary>
    public static WebApplicationBuilder AddNotifications(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section);
        if (string.IsNullOrWhiteSpace(builder.Configuration[$"{MailOptions.Section}:{nameof(MailOptions.Host)}"]))
            services.AddSingleton<IMailTransport, FolderTransport>();
        else
            services.AddSingleton<IMailTransport, SmtpTransport>();
        services.AddOutbox(NotificationCollection.Notifications);
        services.AddSingleton<NotificationSender>();
        services.AddSingleton<IDueWork<NotificationRecord>>(provider => provider.GetRequiredService<NotificationSender>());
        services.AddBusConsumers(bus => bus.AddConsumer<NotifyPersonConsumer>());
        return builder;
    }
}
