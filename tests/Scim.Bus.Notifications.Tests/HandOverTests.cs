using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Notifications.Mail;
using Scim.Bus.Notifications.Sending;
using static Scim.Bus.Notifications.Tests.Messages;

namespace Scim.Bus.Notifications.Tests;

/// <summary>A mail that a process is handing over is not called lost by another one, and if it is, that is corrected.</summary>
public sealed class HandOverTests(NotificationsHost host) : IClassFixture<NotificationsHost>
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(-60)]
    [InlineData(0)]
    [InlineData(60)]
    public void A_hand_over_is_abandoned_once_it_was_seen_for_its_limit_whatever_the_clock_says(int minutes)
    {
        var clock = new JumpingClock();
        var watch = new HandOverWatch(clock);
        var sending = Sending(clock.GetUtcNow());
        Assert.False(watch.IsAbandoned(sending));

        clock.Jump = TimeSpan.FromMinutes(minutes);
        clock.Elapsed = HandOverWatch.Limit - Moment;
        Assert.False(watch.IsAbandoned(sending));
        clock.Elapsed = HandOverWatch.Limit;
        Assert.True(watch.IsAbandoned(sending));
    }

    [Fact]
    public void Another_hand_over_of_the_same_mail_has_its_own_time()
    {
        var clock = new JumpingClock();
        var watch = new HandOverWatch(clock);
        Assert.False(watch.IsAbandoned(Sending(clock.GetUtcNow())));
        clock.Elapsed = HandOverWatch.Limit;
        Assert.False(watch.IsAbandoned(Sending(clock.GetUtcNow())));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_mail_that_another_process_called_uncertain_is_sent_once_its_own_process_has_sent_it()
    {
        var tenant = await host.TenantAsync();
        host.Smtp.DelayAcceptance(TimeSpan.FromSeconds(15));
        await host.PublishAsync(Notify(tenant, NotificationsHost.Address()));
        await Eventually.Be(async () =>
        {
            var sending = await FindAsync(tenant);
            Assert.Equal(NotificationState.Sending, sending.Body.State);
            var uncertain = sending.Body with { State = NotificationState.Uncertain, Mail = null, NextDueAt = null };
            Assert.NotNull((await host.Records.ReplaceAsync(sending with { Body = uncertain, DueAt = null }, default)).Document);
        });

        await Eventually.Be(async () => Assert.Equal(NotificationState.Sent, (await FindAsync(tenant)).Body.State));
    }

    private async Task<Document<NotificationRecord>> FindAsync(TenantId tenant) =>
        Assert.Single(await host.Records.QueryAsync(new DocumentQuery { Tenant = tenant, Limit = 10 }, default));

    private static Document<NotificationRecord> Sending(DateTimeOffset dueAt) => new()
    {
        Tenant = TenantId.Parse("acme", null),
        Id = "mail",
        Body = new NotificationRecord
        {
            State = NotificationState.Sending,
            NextDueAt = dueAt,
            Mail = new OutgoingMail
            {
                Tenant = TenantId.Parse("acme", null),
                Kind = NotificationKind.Welcome,
                To = "ann@acme.example",
                Subject = "Subject",
                Text = "Text",
                Html = "<p>Html</p>",
            },
        },
    };
}
