using System.Collections.Concurrent;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging;
using Scim.Bus.Notifications.Admins;
using Scim.Bus.Notifications.Sending;
using Scim.Bus.ServiceDefaults;

namespace Scim.Bus.Notifications.Tests;

/// <summary>Notifications in the test's process, with a real SMTP server and a fake clock.</summary>
public sealed class NotificationsHost : IAsyncLifetime
{
    public static readonly TimeSpan DigestAfter = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan DigestWithin = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Patience = Eventually.Patience;
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    private readonly TempFolder _folder = new("notifications");
    private WebApplication? _app;

    public SmtpSink Smtp { get; } = SmtpSink.StartNew();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2030, 1, 2, 3, 4, 0, TimeSpan.Zero));

    public IServiceProvider Services => _app!.Services;

    /// <summary>Makes writes of the digests' documents fail.</summary>
    internal WriteFailures Failures { get; } = new();

    /// <summary>Messages that Notifications published.</summary>
    public ConcurrentQueue<object> Published { get; } = new();

    internal IDocumentCollection<NotificationRecord> Records => Services.GetRequiredService<IDocumentCollection<NotificationRecord>>();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Bus:Transport"] = "InMemory",
            ["Store:Engine"] = "Sqlite",
            ["Store:Path"] = _folder.Path,
            ["Admin:ApiKey"] = "the-key-of-an-operator",
            ["Notifications:DigestAfter"] = $"{DigestAfter}",
            ["Notifications:DigestWithin"] = $"{DigestWithin}",
            ["Mail:Host"] = Smtp.Host,
            ["Mail:Port"] = $"{Smtp.Port}",
            ["urls"] = "http://127.0.0.1:0",
        });
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton(Published);
        builder.AddServiceDefaults("notifications").AddNotifications();
        builder.Services.AddBusConsumers(bus => bus.AddConsumer<Recorder>());
        builder.AddBus(singleProcess: true);
        Failures.Watch<AdminDigest>(builder.Services);
        Failures.Watch<AdminNotice>(builder.Services);
        Failures.Watch<NotificationRecord>(builder.Services);
        builder.Logging.ClearProviders();
        _app = builder.Build();
        await _app.StartAsync();
    }

    /// <summary>Stops the host as SIGTERM would. Its store can still be read.</summary>
    public Task StopAsync() => _app!.StopAsync();

    public async Task DisposeAsync()
    {
        await _app!.DisposeAsync();
        await Smtp.DisposeAsync();
        _folder.Dispose();
    }

    public Task PublishAsync<T>(T message, bool replay = false)
        where T : class => Services.GetRequiredService<IBus>().Publish(message, context =>
        {
            if (replay)
                context.Headers.Set(ReplayCompleted.Header, Guid.NewGuid().ToString());
        });

    /// <summary>Creates a tenant with these admin addresses.</summary>
    public async Task<TenantId> TenantAsync(params string[] admins)
    {
        var tenant = TenantId.Parse($"t{Guid.NewGuid():n}"[..20], null);
        await ConfigureAsync(tenant, 1, new TenantSettings { Name = "Acme & Sons", AdminEmails = admins });
        return tenant;
    }

    /// <summary>Publishes a tenant's settings and waits until the service knows them.</summary>
    public async Task ConfigureAsync(TenantId tenant, long version, TenantSettings settings)
    {
        await PublishAsync(new TenantConfigured { Tenant = tenant, Version = version, Settings = settings, OccurredAt = Time.GetUtcNow() });
        var known = Services.GetRequiredService<ServiceDefaults.Tenants.TenantSettingsCache<NotificationsService>>();
        await EventuallyAsync(async () => Assert.Equal(version, (await known.GetAsync(tenant, default)).Version));
    }

    /// <summary>
    /// Retries an assertion, and moves the fake clock by one second before each attempt. The real pause between attempts is long enough
    /// that a mail that is being sent does not exceed its lease.
    /// </summary>
    public async Task EventuallyAsync(Func<Task> assertion)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            try
            {
                await assertion();
                return;
            }
            catch (Xunit.Sdk.XunitException) when (TimeProvider.System.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(PollInterval);
            }
        }
    }

    /// <inheritdoc cref="EventuallyAsync(Func{Task})"/>
    public Task EventuallyAsync(Action assertion) => EventuallyAsync(() =>
    {
        assertion();
        return Task.CompletedTask;
    });

    public IReadOnlyList<MimeMessage> MailsTo(string address) =>
        [.. Smtp.Mails.Where(mail => mail.Recipients.Contains(address)).Select(mail => mail.Message)];

    /// <summary>What a person was told by mail, in alphabetical order.</summary>
    internal string Told(NotifyPerson person) => string.Join(
        ' ', MailsTo(person.Email).Select(mail => mail.Headers["X-Scim-Bus-Notification"]).Order(StringComparer.Ordinal));

    /// <summary>
    /// Welcomes somebody else, at the second attempt, after any lease of what was stored before has ended: there was time for other mails.
    /// </summary>
    internal async Task WelcomeAnotherAsync(TenantId tenant)
    {
        Time.Advance(TimeSpan.FromHours(12));
        var other = Messages.Notify(tenant, Address("other"));
        Smtp.RefuseRecipients(1, 451, other.Email);
        await PublishAsync(other);
        await EventuallyAsync(() => Assert.Single(MailsTo(other.Email)));
    }

    /// <summary>Waits for the only mail to an address.</summary>
    public async Task<MimeMessage> MailToAsync(string address)
    {
        await EventuallyAsync(() => Assert.Single(MailsTo(address)));
        return MailsTo(address)[0];
    }

    public static string Address(string name = "ann") => $"{name}.{Guid.NewGuid():n}@acme.example";

    internal sealed class Recorder(ConcurrentQueue<object> published) : IConsumer<NotificationSent>, IConsumer<TimelineEntry>
    {
        public Task Consume(ConsumeContext<NotificationSent> context) => Record(context.Message);

        public Task Consume(ConsumeContext<TimelineEntry> context) => Record(context.Message);

        private Task Record(object message)
        {
            published.Enqueue(message);
            return Task.CompletedTask;
        }
    }
}
