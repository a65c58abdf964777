using Scim.Bus.Contracts;
using Scim.Bus.Notifications.Admins;
using static Scim.Bus.Notifications.Tests.Messages;
using static Scim.Bus.Notifications.Tests.NotificationsHost;

namespace Scim.Bus.Notifications.Tests;

/// <summary>Admins are told what needs them, once, in as few mails as can be.</summary>
public sealed class DigestTests(NotificationsHost host) : DigestTest(host)
{
    [Fact]
    public async Task An_initial_sync_of_300_groups_is_one_mail_to_each_admin()
    {
        var (pat, kim) = (Address("pat"), Address("kim"));
        var tenant = await Host.TenantAsync(pat, kim);
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => Host.PublishAsync(Group(tenant, NewGroup(), $"Group {i:000}"))));
        await NotedAsync(tenant, 300);
        var mail = await Host.MailToAsync(pat);
        await Host.MailToAsync(kim);
        Assert.Equal("Pinpoint: 300 things need an admin at Acme & Sons", mail.Subject);
        Assert.Equal("digest", mail.Headers["X-Scim-Bus-Notification"]);
        foreach (var text in (string[])[mail.TextBody!, mail.HtmlBody!])
        {
            Assert.Contains("Group 000", text, StringComparison.Ordinal);
            Assert.Contains("Group 024", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Group 025", text, StringComparison.Ordinal);
            Assert.Contains("and 275 more", text, StringComparison.Ordinal);
        }

        await RestingAsync(tenant);
        Host.Time.Advance(TimeSpan.FromHours(1));
        await Host.PublishAsync(Group(tenant, NewGroup(), "Late"));
        await Host.EventuallyAsync(() => Assert.Equal(2, Host.MailsTo(pat).Count));
        Assert.Equal("Pinpoint: 1 thing needs an admin at Acme & Sons", Host.MailsTo(pat)[1].Subject);
        Assert.DoesNotContain("Group", Host.MailsTo(pat)[1].TextBody!.Replace("Access Group", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_seen_to_before_the_mail_is_not_in_it_whichever_message_comes_first(bool inOrder)
    {
        var pat = Address("pat");
        var tenant = await Host.TenantAsync(pat);
        var (configured, deleted, mover, sales, finance) = (NewGroup(), NewGroup(), NewUser(), NewGroup(), NewGroup());
        Func<Task>[] happenings =
        [
            () => Host.PublishAsync(Group(tenant, configured, "Configured")),
            () => Host.PublishAsync(Configured(tenant, configured, "Configured")),
            () => Host.PublishAsync(Group(tenant, deleted, "Deleted")),
            () => Host.PublishAsync(Deleted(tenant, deleted, "Deleted")),
            () => Host.PublishAsync(Conflict(tenant, mover, 5, finance, sales, "mover@acme.example")),
            () => Host.PublishAsync(Removed(tenant, sales, mover, 6, finance)),
        ];
        // Each is handled before the next is sent.
        var notes = 0;
        foreach (var pair in happenings.Chunk(2))
        {
            notes++;
            foreach (var happening in inOrder ? pair : [.. pair.Reverse()])
            {
                await happening();
                await NotedAsync(tenant, notes);
            }
        }

        await Host.PublishAsync(Group(tenant, NewGroup(), "Waiting"));
        var mail = await Host.MailToAsync(pat);
        Assert.Equal("Pinpoint: 1 thing needs an admin at Acme & Sons", mail.Subject);
        Assert.Contains("- Waiting", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_sent_if_everything_was_seen_to()
    {
        var pat = Address("pat");
        var (tenant, group) = (await Host.TenantAsync(pat), NewGroup());
        await Host.PublishAsync(Group(tenant, group, "Configured"));
        await NotedAsync(tenant, 1);
        await Host.PublishAsync(Configured(tenant, group, "Configured"));
        await RestingAsync(tenant);
        Assert.Empty(Host.MailsTo(pat));
    }

    [Fact]
    public async Task Conflicts_and_faults_say_who_and_what_and_name_nobody_after_it()
    {
        var pat = Address("pat");
        var tenant = await Host.TenantAsync(pat);
        var (sales, unheard, ann, ben, cem) = (NewGroup(), NewGroup(), NewUser(), NewUser(), NewUser());
        await Host.PublishAsync(Group(tenant, sales, "Sales <EMEA>"));
        await Host.PublishAsync(Conflict(tenant, ann, 5, sales, unheard, "ann@acme.example"));
        // Who is removed from one of three groups still stands in two.
        await Host.PublishAsync(Removed(tenant, NewGroup(), ann, 6, sales, unheard));
        await Host.PublishAsync(Failed(tenant, ben, "There is <another> account.", "ben@acme.example"));
        await Host.PublishAsync(Failed(tenant, cem, "No name is known."));
        await NotedAsync(tenant, 4);
        var mail = await Host.MailToAsync(pat);
        Assert.Contains($"- ann@acme.example: has Sales <EMEA>, stands in group {unheard} too", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("step account: There is <another> account.", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("There is &lt;another&gt; account.", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("Sales &lt;EMEA&gt;", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains($"- user {cem},", mail.TextBody, StringComparison.Ordinal);

        await RestingAsync(tenant);
        Assert.All(await AllAsync(tenant), notice => Assert.Equal((NoticeState.Told, null, null), (notice.State, notice.UserName, notice.Reason)));

        // The same again is not told again; what is new of the same user is.
        await Host.PublishAsync(Conflict(tenant, ann, 5, sales, unheard, "ann@acme.example"));
        await Host.PublishAsync(Failed(tenant, ben, "Another reason.", "ben@acme.example", seconds: 1));
        await Host.EventuallyAsync(() => Assert.Equal(2, Host.MailsTo(pat).Count));
        Assert.DoesNotContain("ann@acme.example", Host.MailsTo(pat)[1].TextBody, StringComparison.Ordinal);
        Assert.Contains("Another reason.", Host.MailsTo(pat)[1].TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_waits_for_quiet_but_not_for_ever()
    {
        var pat = Address("pat");
        var tenant = await Host.TenantAsync(pat);
        var (start, sent) = (Host.Time.GetUtcNow(), 0);
        for (; Host.MailsTo(pat).Count == 0 && sent < 100; sent++)
        {
            await Host.PublishAsync(Group(tenant, NewGroup(), $"Group {sent}"));
            await NotedAsync(tenant, sent + 1, passing: false);
            Host.Time.Advance(DigestAfter - TimeSpan.FromSeconds(1));
            await Task.Delay(20);
        }

        await Host.MailToAsync(pat);
        Assert.InRange(Host.Time.GetUtcNow() - start, DigestWithin, DigestWithin * 2);
    }

    [Fact]
    public async Task Where_there_are_no_admins_nobody_is_told_then_or_later()
    {
        var (tenant, group) = (await Host.TenantAsync(), NewGroup());
        await Host.PublishAsync(Group(tenant, group, "Old"));
        await NotedAsync(tenant, 1);
        await RestingAsync(tenant);
        Assert.Equal(NoticeState.Told, Assert.Single(await AllAsync(tenant)).State);

        var pat = Address("pat");
        await Host.ConfigureAsync(tenant, 2, new TenantSettings { Name = "Acme", AdminEmails = [pat] });
        await Host.PublishAsync(Group(tenant, NewGroup(), "New"));
        var mail = await Host.MailToAsync(pat);
        Assert.DoesNotContain("- Old", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("- New", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replay_tells_of_nothing_new()
    {
        var pat = Address("pat");
        var (tenant, group) = (await Host.TenantAsync(pat), NewGroup());
        await Host.PublishAsync(Group(tenant, NewGroup(), "Old"), replay: true);
        await Host.PublishAsync(Group(tenant, group, "New"));
        Assert.Equal(["New"], Listed(await Host.MailToAsync(pat)));
        Assert.Single(await AllAsync(tenant));
    }
}
