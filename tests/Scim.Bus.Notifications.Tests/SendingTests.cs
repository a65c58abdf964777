using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Notifications.Sending;
using Scim.Bus.Outbox;
using static Scim.Bus.Notifications.Tests.Messages;
using static Scim.Bus.Notifications.Tests.NotificationsHost;

namespace Scim.Bus.Notifications.Tests;

/// <summary>Never twice, and as often as is needed for once, whatever the mail server does.</summary>
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
    public async Task A_message_that_comes_many_times_is_one_mail()
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
    public async Task A_refusal_that_may_pass_is_tried_again()
    {
        var message = Notify(await host.TenantAsync(), Address());
        host.Smtp.RefuseRecipients(3, 451);
        await host.PublishAsync(message);
        await SentAsync(message);
        Assert.Single(host.MailsTo(message.Email));
        Assert.Equal(3, (await RecordAsync(message)).Attempts);
    }

    [Fact]
    public async Task A_refusal_for_good_is_told_and_not_tried_again()
    {
        var message = Notify(await host.TenantAsync(), Address());
        host.Smtp.RefuseRecipients(1, 550);
        await host.PublishAsync(message);
        await EndsAsync(message, NotificationState.Failed, TimelineOutcome.Failed, "550");
        await NothingMoreAsync(message, mails: 0);
    }

    /// <summary>530 wants a login: that is about the settings, which somebody will mend, and not about the mail.</summary>
    [Fact]
    public async Task A_server_that_wants_a_login_is_tried_again()
    {
        var message = Notify(await host.TenantAsync(), Address());
        host.Smtp.RefuseRecipients(2, 530);
        await host.PublishAsync(message);
        await SentAsync(message);
        Assert.Equal(2, (await RecordAsync(message)).Attempts);
    }

    [Fact]
    public async Task An_address_that_is_none_is_told()
    {
        var message = Notify(await host.TenantAsync(), "not an address");
        await host.PublishAsync(message);
        await EndsAsync(message, NotificationState.Failed, TimelineOutcome.Failed, "address");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_nobody_knows_whether_the_server_took_it_it_is_told_and_not_repeated(bool taken)
    {
        var message = Notify(await host.TenantAsync(), Address());
        host.Smtp.DropConnectionAfterData(1, keepMessage: taken);
        await host.PublishAsync(message);
        await EndsAsync(message, NotificationState.Uncertain, TimelineOutcome.Warning, "not sent again");
        await NothingMoreAsync(message, mails: taken ? 1 : 0);
    }

    [Fact]
    public async Task A_server_that_is_away_gets_it_when_it_is_back()
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
    [InlineData(nameof(NotificationState.Waiting))]
    [InlineData(nameof(NotificationState.Sending))]
    public async Task Whoever_dies_before_the_hand_over_is_followed_and_during_it_is_not(string state)
    {
        var (tenant, address, found) = (await host.TenantAsync(), Address(), Enum.Parse<NotificationState>(state));
        var mail = new OutgoingMail { Tenant = tenant, Kind = NotificationKind.Welcome, To = address, Subject = "Subject", Text = "Text", Html = "<p>Html</p>" };
        var document = new Document<NotificationRecord>
        {
            Tenant = tenant,
            Id = Guid.NewGuid().ToString(),
            DueAt = host.Time.GetUtcNow(),
            Body = new NotificationRecord { Mail = mail, State = found, NextDueAt = host.Time.GetUtcNow() },
        };
        await host.Records.InsertAsync(document, default);
        var expected = found == NotificationState.Waiting ? NotificationState.Sent : NotificationState.Uncertain;
        await host.EventuallyAsync(async () => Assert.Equal(expected, (await host.Records.GetAsync(tenant, document.Id, default))!.Body.State));
        Assert.Equal(found == NotificationState.Waiting ? 1 : 0, host.MailsTo(address).Count);
    }

    [Fact]
    public async Task What_was_sent_names_nobody_any_more()
    {
        var message = Notify(await host.TenantAsync(), Address());
        await host.PublishAsync(message);
        await SentAsync(message);
        Assert.Null((await RecordAsync(message)).Mail);
    }

    private Task SentAsync(NotifyPerson message) => host.EventuallyAsync(() =>
        Assert.Single(host.Published.OfType<NotificationSent>(), sent => sent.Tenant == message.Tenant && sent.User == message.User && sent.Kind == message.Kind));

    private Task EndsAsync(NotifyPerson message, NotificationState state, TimelineOutcome outcome, string saying) => host.EventuallyAsync(async () =>
    {
        Assert.Equal(state, (await RecordAsync(message)).State);
        var line = Assert.Single(host.Published.OfType<TimelineEntry>(), line => line.Tenant == message.Tenant && line.User == message.User);
        Assert.Equal(outcome, line.Outcome);
        Assert.Contains(saying, line.Detail, StringComparison.Ordinal);
    });

    /// <summary>However much time passes. A mail that goes out after it shows that the sweeper went by.</summary>
    private async Task NothingMoreAsync(NotifyPerson message, int mails)
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
        var id = MessageIds.Create(message.User.Value, message.Generation, message.Kind.ToString()).ToString();
        return Assert.Single(found, document => document.Id == id).Body;
    }
}
