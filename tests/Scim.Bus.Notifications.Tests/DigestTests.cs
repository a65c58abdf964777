using Scim.Bus.Contracts;
using Scim.Bus.Notifications.Admins;
using static Scim.Bus.Notifications.Tests.Messages;
using static Scim.Bus.Notifications.Tests.NotificationsHost;

namespace Scim.Bus.Notifications.Tests;

/// <summary>Admins are told about everything that needs them, once, in as few mails as possible.</summary>
public sealed class DigestTests(NotificationsHost host) : DigestTest(host)
{
    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task An_initial_sync_of_300_groups_is_one_mail_to_each_admin()
    {
        var (pat, kim) = (Address("pat"), Address("kim"));
        var tenant = await Host.TenantAsync(pat, kim);
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => Host.PublishAsync(Group(tenant, NewGroup(), $"Group {i:000}"))));
        await HasNoticesAsync(tenant, 300);
        var mail = await Host.MailToAsync(pat);
        await Host.MailToAsync(kim);
        Assert.Equal("Pinpoint: 300 items need your attention at Acme & Sons", mail.Subject);
        Assert.Equal("digest", mail.Headers["X-Scim-Bus-Notification"]);
        foreach (var text in (string[])[mail.TextBody!, mail.HtmlBody!])
        {
            Assert.Contains("Group 000", text, StringComparison.Ordinal);
            Assert.Contains("Group 024", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Group 025", text, StringComparison.Ordinal);
            Assert.Contains("and 275 more", text, StringComparison.Ordinal);
        }

        await IsDoneAsync(tenant);
        Host.Time.Advance(TimeSpan.FromHours(1));
        await Host.PublishAsync(Group(tenant, NewGroup(), "Late"));
        await Host.EventuallyAsync(() => Assert.Equal(2, Host.MailsTo(pat).Count));
        Assert.Equal("Pinpoint: 1 item needs your attention at Acme & Sons", Host.MailsTo(pat)[1].Subject);
        var late = Host.MailsTo(pat)[1].TextBody!.Replace("Access Group", "", StringComparison.Ordinal);
        Assert.DoesNotContain("Group", late, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Case_05_admins_are_told_of_a_refused_deactivation_until_the_person_is_out()
    {
        var pat = Address("pat");
        var tenant = await Host.TenantAsync(pat);
        var (stays, left, early) = (NewUser(), NewUser(), NewUser());
        await Host.PublishAsync(Refused(tenant, stays, 3, "'timezone' is 'GMT+1'.", "ann@acme.example"));
        await Host.PublishAsync(Refused(tenant, left, 3, "'timezone' is 'GMT+2'.", "bea@acme.example"));
        await Host.PublishAsync(Deactivated(tenant, early, 4));
        await HasNoticesAsync(tenant, 3);
        await Host.PublishAsync(Deactivated(tenant, left, 4));
        await Host.PublishAsync(Refused(tenant, early, 3, "'timezone' is 'GMT+3'.", "cyd@acme.example"));
        await Eventually.Be(async () =>
            Assert.Equal(2, (await AllAsync(tenant)).Count(notice => notice.State == NoticeState.Resolved)));
        var mail = await Host.MailToAsync(pat);
        Assert.Contains("Users who still have access because their deactivation was refused (1)", mail.TextBody, StringComparison.Ordinal);
        Assert.Single(Listed(mail), line => line.StartsWith("ann@acme.example, ", StringComparison.Ordinal)
            && line.EndsWith(": 'timezone' is 'GMT+1'.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Takes", "Seconds")]
    public async Task What_is_resolved_before_the_digest_is_not_in_it_whichever_message_arrives_first(bool inOrder)
    {
        var pat = Address("pat");
        var tenant = await Host.TenantAsync(pat);
        var (configured, deleted, mover, sales, finance) = (NewGroup(), NewGroup(), NewUser(), NewGroup(), NewGroup());
        Func<Task>[] steps =
        [
            () => Host.PublishAsync(Group(tenant, configured, "Configured")),
            () => Host.PublishAsync(Configured(tenant, configured, "Configured")),
            () => Host.PublishAsync(Group(tenant, deleted, "Deleted")),
            () => Host.PublishAsync(Deleted(tenant, deleted, "Deleted")),
            () => Host.PublishAsync(Conflict(tenant, mover, 5, finance, sales, "mover@acme.example")),
            () => Host.PublishAsync(Resolved(tenant, mover, 6)),
        ];
        // Each message is handled before the next is published.
        var notices = 0;
        foreach (var pair in steps.Chunk(2))
        {
            notices++;
            foreach (var publish in inOrder ? pair : [.. pair.Reverse()])
            {
                await publish();
                await HasNoticesAsync(tenant, notices);
            }

            await AreAsync(tenant, NoticeState.Resolved);
        }

        await Host.PublishAsync(Group(tenant, NewGroup(), "Waiting"));
        var mail = await Host.MailToAsync(pat);
        Assert.Equal("Pinpoint: 1 item needs your attention at Acme & Sons", mail.Subject);
        Assert.Contains("- Waiting", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_digest_is_sent_if_every_notice_is_resolved()
    {
        var pat = Address("pat");
        var (tenant, group) = (await Host.TenantAsync(pat), NewGroup());
        await Host.PublishAsync(Group(tenant, group, "Configured"));
        await HasNoticesAsync(tenant, 1);
        await Host.PublishAsync(Configured(tenant, group, "Configured"));
        await AreAsync(tenant, NoticeState.Resolved);
        await IsDoneAsync(tenant);
        Assert.Empty(Host.MailsTo(pat));
    }

    [Fact]
    public async Task Conflicts_and_faults_are_explained_and_their_notices_forget_names_afterwards()
    {
        var pat = Address("pat");
        var tenant = await Host.TenantAsync(pat);
        var (sales, unnamed, ann, ben, cem) = (NewGroup(), NewGroup(), NewUser(), NewUser(), NewUser());
        await Host.PublishAsync(Group(tenant, sales, "Sales <EMEA>"));
        await Host.PublishAsync(Conflict(tenant, ann, 5, sales, unnamed, "ann@acme.example"));
        // The end of an earlier conflict that arrives late.
        await Host.PublishAsync(Resolved(tenant, ann, 4));
        await Host.PublishAsync(Failed(tenant, ben, "It belongs to <another> account.", "ben@acme.example"));
        await Host.PublishAsync(Failed(tenant, cem, "No name is known."));
        await HasNoticesAsync(tenant, 4);
        await AreAsync(tenant, NoticeState.Open);
        var mail = await Host.MailToAsync(pat);
        Assert.Contains(
            $"- ann@acme.example: Sales <EMEA> applies; also a member of group {unnamed}", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("step account: It belongs to <another> account.", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("It belongs to &lt;another&gt; account.", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("Sales &lt;EMEA&gt;", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains($"- user {cem},", mail.TextBody, StringComparison.Ordinal);

        await IsDoneAsync(tenant);
        Assert.All(
            await AllAsync(tenant),
            notice => Assert.Equal((NoticeState.Notified, null, null), (notice.State, notice.UserName, notice.Reason)));

        // A repeated message makes no second notice; a new fault of the same user does.
        await Host.PublishAsync(Conflict(tenant, ann, 5, sales, unnamed, "ann@acme.example"));
        await Host.PublishAsync(Failed(tenant, ben, "Another reason.", "ben@acme.example", seconds: 1));
        await Host.EventuallyAsync(() => Assert.Equal(2, Host.MailsTo(pat).Count));
        Assert.DoesNotContain("ann@acme.example", Host.MailsTo(pat)[1].TextBody, StringComparison.Ordinal);
        Assert.Contains("Another reason.", Host.MailsTo(pat)[1].TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_digest_waits_for_quiet_but_not_for_ever()
    {
        var pat = Address("pat");
        var tenant = await Host.TenantAsync(pat);
        var (start, sent) = (Host.Time.GetUtcNow(), 0);
        for (; Host.MailsTo(pat).Count == 0 && sent < 300; sent++)
        {
            await Host.PublishAsync(Group(tenant, NewGroup(), $"Group {sent}"));
            await HasNoticesAsync(tenant, sent + 1);
            // Once the digest is due the clock goes slowly, so that a busy machine has sent it in time.
            var isDue = Host.Time.GetUtcNow() - start >= DigestWithin;
            Host.Time.Advance(isDue ? TimeSpan.FromSeconds(0.2) : DigestAfter - TimeSpan.FromSeconds(1));
            await Task.Delay(20);
        }

        await Host.MailToAsync(pat);
        Assert.InRange(Host.Time.GetUtcNow() - start, DigestWithin, DigestWithin * 2);
    }

    [Fact]
    public async Task Notices_of_a_tenant_without_admins_are_never_sent_even_after_one_is_added()
    {
        var (tenant, group) = (await Host.TenantAsync(), NewGroup());
        await Host.PublishAsync(Group(tenant, group, "Old"));
        await HasNoticesAsync(tenant, 1);
        await IsDoneAsync(tenant);
        Assert.Equal(NoticeState.Notified, Assert.Single(await AllAsync(tenant)).State);

        var pat = Address("pat");
        await Host.ConfigureAsync(tenant, 2, new TenantSettings { Name = "Acme", AdminEmails = [pat] });
        await Host.PublishAsync(Group(tenant, NewGroup(), "New"));
        var mail = await Host.MailToAsync(pat);
        Assert.DoesNotContain("- Old", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("- New", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replay_opens_no_notices()
    {
        var pat = Address("pat");
        var (tenant, group) = (await Host.TenantAsync(pat), NewGroup());
        await Host.PublishAsync(Group(tenant, NewGroup(), "Old"), replay: true);
        await Host.PublishAsync(Group(tenant, group, "New"));
        Assert.Equal(["New"], Listed(await Host.MailToAsync(pat)));
        Assert.Single(await AllAsync(tenant));
    }
}
