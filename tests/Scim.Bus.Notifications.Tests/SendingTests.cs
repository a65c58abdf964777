using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Notifications.Mail;
using Scim.Bus.Notifications.Sending;
using static Scim.Bus.Notifications.Tests.Messages;
using static Scim.Bus.Notifications.Tests.NotificationsHost;

namespace Scim.Bus.Notifications.Tests;

/// <summary>A mail is never sent twice, and is retried until it was sent once, whatever the mail server does.</summary>
[Trait("Takes", "Seconds")]
public sealed class SendingTests(NotificationsHost host) : IClassFixture<NotificationsHost>, IAsyncLifetime
{
    private static readonly TimeSpan LongTime = TimeSpan.FromHours(12);

    public Task InitializeAsync()
    {
        host.Smtp.Clear();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_repeated_command_sends_one_mail()
    {
        var message = Notify(await host.TenantAsync(), Address());
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.PublishAsync(message)));
        await SentAsync(message);
        await host.PublishAsync(message);
        await host.PublishAsync(message with { Kind = NotificationKind.Removed });
        await host.EventuallyAsync(() => Assert.Equal(2, host.MailsTo(message.Email).Count));
        Assert.Equal(["removed", "welcome"], host.MailsTo(message.Email).Select(mail => mail.Headers["X-Scim-Bus-Notification"]).Order());
    }

    [Fact]
    public async Task A_transient_rejection_is_retried()
    {
        var message = Notify(await host.TenantAsync(), Address());
        host.Smtp.RefuseRecipients(3, 451);
        await host.PublishAsync(message);
        await SentAsync(message);
        Assert.Single(host.MailsTo(message.Email));
        Assert.Equal(3, (await RecordAsync(message)).Attempts);
    }

    [Fact]
    public async Task A_permanent_rejection_is_logged_and_not_retried()
    {
        var message = Notify(await host.TenantAsync(), Address());
        host.Smtp.RefuseRecipients(1, 550);
        await host.PublishAsync(message);
        await FinishedAsync(message, NotificationState.Failed, TimelineOutcome.Failed, "550");
        await AssertNothingMoreAsync(message, mails: 0);
    }

    /// <summary>530 (authentication required) is about the settings, which an operator can fix, and not about the mail.</summary>
    [Fact]
    public async Task A_missing_login_is_retried()
    {
        var message = Notify(await host.TenantAsync(), Address());
        host.Smtp.RefuseRecipients(2, 530);
        await host.PublishAsync(message);
        await SentAsync(message);
        Assert.Equal(2, (await RecordAsync(message)).Attempts);
    }

    [Fact]
    public async Task An_invalid_address_is_logged()
    {
        var message = Notify(await host.TenantAsync(), "not an address");
        await host.PublishAsync(message);
        await FinishedAsync(message, NotificationState.Failed, TimelineOutcome.Failed, "address");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_unknown_outcome_is_logged_and_not_retried(bool taken)
    {
        var message = Notify(await host.TenantAsync(), Address());
        host.Smtp.DropConnectionAfterData(1, keepMessage: taken);
        await host.PublishAsync(message);
        await FinishedAsync(message, NotificationState.Uncertain, TimelineOutcome.Warning, "not sent again");
        await AssertNothingMoreAsync(message, mails: taken ? 1 : 0);
    }

    [Fact]
    public async Task A_mail_is_sent_once_an_unreachable_server_is_back()
    {
        var message = Notify(await host.TenantAsync(), Address());
        await host.Smtp.StopAsync();
        await host.PublishAsync(message);
        await host.EventuallyAsync(async () => Assert.True((await RecordAsync(message)).Attempts >= 2));
        host.Smtp.Start();
        await SentAsync(message);
        Assert.Single(host.MailsTo(message.Email));
    }

    [Theory]
    [InlineData(NotificationKind.Welcome, false, false)]
    [InlineData(NotificationKind.Welcome, true, false)]
    [InlineData(NotificationKind.Reactivated, false, true)]
    [InlineData(NotificationKind.Welcome, true, true)]
    public async Task A_mail_that_a_deactivation_overtakes_is_not_sent(NotificationKind kind, bool isSilent, bool comesFirst)
    {
        var message = Notify(await host.TenantAsync(), Address(), kind);
        var end = message with { Kind = NotificationKind.Removed, Generation = 2, EndsLogin = true, IsSilent = isSilent };
        await host.Smtp.StopAsync();
        foreach (var command in comesFirst ? [end, message] : (NotifyPerson[])[message, end])
            await host.PublishAsync(command);
        await FinishedAsync(message, NotificationState.Withdrawn, TimelineOutcome.Ignored, $"{kind}: Not sent");
        host.Smtp.Start();
        await (isSilent ? AssertNothingMoreAsync(message, mails: 0) : SentAsync(end));
        Assert.Equal(isSilent ? 0 : 1, host.MailsTo(message.Email).Count);
    }

    [Fact]
    public async Task A_loss_of_the_group_alone_and_an_older_deactivation_withdraw_nothing()
    {
        var message = Notify(await host.TenantAsync(), Address()) with { Generation = 5 };
        await host.PublishAsync(message with { Kind = NotificationKind.Removed, Generation = 4, EndsLogin = true, IsSilent = true });
        await host.PublishAsync(message);
        await SentAsync(message);
        await host.PublishAsync(message with { Kind = NotificationKind.Removed, Generation = 6 });
        await host.EventuallyAsync(() => Assert.Equal(2, host.MailsTo(message.Email).Count));
    }

    [Theory]
    [InlineData(nameof(NotificationState.Waiting))]
    [InlineData(nameof(NotificationState.Sending))]
    public async Task After_a_crash_a_waiting_mail_is_sent_and_a_half_sent_one_is_not(string state)
    {
        var (tenant, address, found) = (await host.TenantAsync(), Address(), Enum.Parse<NotificationState>(state));
        var mail = new OutgoingMail
        {
            Tenant = tenant,
            Kind = NotificationKind.Welcome,
            To = address,
            Subject = "Subject",
            Text = "Text",
            Html = "<p>Html</p>",
        };
        var document = new Document<NotificationRecord>
        {
            Tenant = tenant,
            Id = Guid.NewGuid().ToString(),
            DueAt = host.Time.GetUtcNow(),
            Body = new NotificationRecord { Mail = mail, State = found, NextDueAt = host.Time.GetUtcNow() },
        };
        await host.Records.InsertAsync(document, default);
        var expected = found == NotificationState.Waiting ? NotificationState.Sent : NotificationState.Uncertain;
        await host.EventuallyAsync(async () =>
            Assert.Equal(expected, (await host.Records.GetAsync(tenant, document.Id, default))!.Body.State));
        Assert.Equal(found == NotificationState.Waiting ? 1 : 0, host.MailsTo(address).Count);
    }

    [Fact]
    public async Task A_sent_notification_keeps_no_personal_data()
    {
        var message = Notify(await host.TenantAsync(), Address());
        await host.PublishAsync(message);
        await SentAsync(message);
        Assert.Null((await RecordAsync(message)).Mail);
    }

    private Task SentAsync(NotifyPerson message) => host.EventuallyAsync(() => Assert.Single(
        host.Published.OfType<NotificationSent>(),
        sent => sent.Tenant == message.Tenant && sent.User == message.User && sent.Kind == message.Kind));

    private Task FinishedAsync(NotifyPerson message, NotificationState state, TimelineOutcome outcome, string phrase) =>
        host.EventuallyAsync(async () =>
        {
            Assert.Equal(state, (await RecordAsync(message)).State);
            var line = Assert.Single(
                host.Published.OfType<TimelineEntry>(), line => line.Tenant == message.Tenant && line.User == message.User);
            Assert.Equal(outcome, line.Outcome);
            Assert.Contains(phrase, line.Detail, StringComparison.Ordinal);
        });

    /// <summary>Asserts that no further mail follows. Another mail that is retried meanwhile shows that the sweeper ran.</summary>
    private async Task AssertNothingMoreAsync(NotifyPerson message, int mails)
    {
        host.Time.Advance(LongTime);
        var other = Notify(message.Tenant, Address("other"));
        host.Smtp.RefuseRecipients(1, 451);
        await host.PublishAsync(other);
        await SentAsync(other);
        Assert.Equal(mails, host.MailsTo(message.Email).Count);
        Assert.Null((await RecordAsync(message)).NextDueAt);
    }

    private async Task<NotificationRecord> RecordAsync(NotifyPerson message)
    {
        var found = await host.Records.QueryAsync(new DocumentQuery { Tenant = message.Tenant, Limit = 10 }, default);
        return Assert.Single(found, document => document.Id == NotificationRecord.IdOf(message)).Body;
    }
}
