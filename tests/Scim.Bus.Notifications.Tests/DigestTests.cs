using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Notifications.Admins;
using static Scim.Bus.Notifications.Tests.Messages;
using static Scim.Bus.Notifications.Tests.NotificationsHost;

namespace Scim.Bus.Notifications.Tests;

/// <summary>Admins are told what needs them, once, in as few mails as can be.</summary>
public sealed class DigestTests(NotificationsHost host) : IClassFixture<NotificationsHost>
{
    private IDocumentCollection<AdminNotice> Notices => host.Services.GetRequiredService<IDocumentCollection<AdminNotice>>();

    private IDocumentCollection<AdminDigest> Digests => host.Services.GetRequiredService<IDocumentCollection<AdminDigest>>();

    [Fact]
    public async Task An_initial_sync_of_300_groups_is_one_mail_to_each_admin()
    {
        var (pat, kim) = (Address("pat"), Address("kim"));
        var tenant = await host.TenantAsync(pat, kim);
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => host.PublishAsync(Group(tenant, NewGroup(), $"Group {i:000}"))));
        await NotedAsync(tenant, 300);
        var mail = await host.MailToAsync(pat);
        await host.MailToAsync(kim);
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
        host.Time.Advance(TimeSpan.FromHours(1));
        await host.PublishAsync(Group(tenant, NewGroup(), "Late"));
        await host.EventuallyAsync(() => Assert.Equal(2, host.MailsTo(pat).Count));
        Assert.Equal("Pinpoint: 1 thing needs an admin at Acme & Sons", host.MailsTo(pat)[1].Subject);
        Assert.DoesNotContain("Group", host.MailsTo(pat)[1].TextBody!.Replace("Access Group", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_seen_to_before_the_mail_is_not_in_it_whichever_message_comes_first(bool inOrder)
    {
        var pat = Address("pat");
        var tenant = await host.TenantAsync(pat);
        var (configured, deleted, mover, sales, finance) = (NewGroup(), NewGroup(), NewUser(), NewGroup(), NewGroup());
        Func<Task>[] happenings =
        [
            () => host.PublishAsync(Group(tenant, configured, "Configured")),
            () => host.PublishAsync(Configured(tenant, configured, "Configured")),
            () => host.PublishAsync(Group(tenant, deleted, "Deleted")),
            () => host.PublishAsync(Deleted(tenant, deleted, "Deleted")),
            () => host.PublishAsync(Conflict(tenant, mover, 5, finance, sales, "mover@acme.example")),
            () => host.PublishAsync(Removed(tenant, sales, mover, 6, finance)),
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

        await host.PublishAsync(Group(tenant, NewGroup(), "Waiting"));
        var mail = await host.MailToAsync(pat);
        Assert.Equal("Pinpoint: 1 thing needs an admin at Acme & Sons", mail.Subject);
        Assert.Contains("- Waiting", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_sent_if_everything_was_seen_to()
    {
        var pat = Address("pat");
        var (tenant, group) = (await host.TenantAsync(pat), NewGroup());
        await host.PublishAsync(Group(tenant, group, "Configured"));
        await NotedAsync(tenant, 1);
        await host.PublishAsync(Configured(tenant, group, "Configured"));
        await RestingAsync(tenant);
        Assert.Empty(host.MailsTo(pat));
    }

    [Fact]
    public async Task Conflicts_and_faults_say_who_and_what_and_name_nobody_after_it()
    {
        var pat = Address("pat");
        var tenant = await host.TenantAsync(pat);
        var (sales, unheard, ann, ben, cem) = (NewGroup(), NewGroup(), NewUser(), NewUser(), NewUser());
        await host.PublishAsync(Group(tenant, sales, "Sales <EMEA>"));
        await host.PublishAsync(Conflict(tenant, ann, 5, sales, unheard, "ann@acme.example"));
        // Who is removed from one of three groups still stands in two.
        await host.PublishAsync(Removed(tenant, NewGroup(), ann, 6, sales, unheard));
        await host.PublishAsync(Failed(tenant, ben, "There is <another> account.", "ben@acme.example"));
        await host.PublishAsync(Failed(tenant, cem, "No name is known."));
        await NotedAsync(tenant, 4);
        var mail = await host.MailToAsync(pat);
        Assert.Contains($"- ann@acme.example: has Sales <EMEA>, stands in group {unheard} too", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("step account: There is <another> account.", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("There is &lt;another&gt; account.", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("Sales &lt;EMEA&gt;", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains($"- user {cem},", mail.TextBody, StringComparison.Ordinal);

        await RestingAsync(tenant);
        Assert.All(await AllAsync(tenant), notice => Assert.Equal((NoticeState.Told, null, null), (notice.State, notice.UserName, notice.Reason)));

        // The same again is not told again; what is new of the same user is.
        await host.PublishAsync(Conflict(tenant, ann, 5, sales, unheard, "ann@acme.example"));
        await host.PublishAsync(Failed(tenant, ben, "Another reason.", "ben@acme.example", seconds: 1));
        await host.EventuallyAsync(() => Assert.Equal(2, host.MailsTo(pat).Count));
        Assert.DoesNotContain("ann@acme.example", host.MailsTo(pat)[1].TextBody, StringComparison.Ordinal);
        Assert.Contains("Another reason.", host.MailsTo(pat)[1].TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_waits_for_quiet_but_not_for_ever()
    {
        var pat = Address("pat");
        var tenant = await host.TenantAsync(pat);
        var (start, sent) = (host.Time.GetUtcNow(), 0);
        for (; host.MailsTo(pat).Count == 0 && sent < 100; sent++)
        {
            await host.PublishAsync(Group(tenant, NewGroup(), $"Group {sent}"));
            await NotedAsync(tenant, sent + 1, passing: false);
            host.Time.Advance(DigestAfter - TimeSpan.FromSeconds(1));
            await Task.Delay(20);
        }

        await host.MailToAsync(pat);
        Assert.InRange(host.Time.GetUtcNow() - start, DigestWithin, DigestWithin * 2);
    }

    [Fact]
    public async Task Where_there_are_no_admins_nobody_is_told_then_or_later()
    {
        var (tenant, group) = (await host.TenantAsync(), NewGroup());
        await host.PublishAsync(Group(tenant, group, "Old"));
        await NotedAsync(tenant, 1);
        await RestingAsync(tenant);
        Assert.Equal(NoticeState.Told, Assert.Single(await AllAsync(tenant)).State);

        var pat = Address("pat");
        await host.ConfigureAsync(tenant, 2, new TenantSettings { Name = "Acme", AdminEmails = [pat] });
        await host.PublishAsync(Group(tenant, NewGroup(), "New"));
        var mail = await host.MailToAsync(pat);
        Assert.DoesNotContain("- Old", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("- New", mail.TextBody, StringComparison.Ordinal);
    }

    /// <summary>Wherever a process dies: at each of the writes between the first notice and the last, before it and after it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_dies_in_between_each_admin_gets_each_notice_once(bool afterwards)
    {
        var reached = true;
        for (var write = 1; reached; write++)
        {
            Assert.True(write < 50);
            var (pat, kim) = (Address("pat"), Address("kim"));
            var tenant = await host.TenantAsync(pat, kim);
            host.Failures.Arm(tenant, write, afterwards);
            foreach (var name in (string[])["One", "Two", "Three"])
                await host.PublishAsync(Group(tenant, NewGroup(), name));
            await NotedAsync(tenant, 3);
            await RestingAsync(tenant, edition: 1);
            await host.EventuallyAsync(() => Assert.All([pat, kim], admin => Assert.NotEmpty(host.MailsTo(admin))));
            reached = host.Failures.IsOver;
            host.Failures.Disarm();
            foreach (var admin in (string[])[pat, kim])
            {
                var listed = host.MailsTo(admin).SelectMany(Listed).Order();
                Assert.True(listed.SequenceEqual(["One", "Three", "Two"]), $"write {write}, {(afterwards ? "after" : "before")}: {string.Join(", ", listed)}");
            }
        }
    }

    private static IEnumerable<string> Listed(MimeMessage mail) =>
        mail.TextBody!.Split('\n').Where(line => line.StartsWith("- ", StringComparison.Ordinal)).Select(line => line[2..].TrimEnd());

    /// <summary>Passes once there are as many notices.</summary>
    private Task NotedAsync(TenantId tenant, int count, bool passing = true)
    {
        Func<Task> assertion = async () => Assert.Equal(count, (await AllAsync(tenant)).Count);
        return passing ? host.EventuallyAsync(assertion) : Eventually.Be(assertion);
    }

    /// <summary>Passes once there is nothing to tell any more.</summary>
    private Task RestingAsync(TenantId tenant, long edition = 0) => host.EventuallyAsync(async () =>
    {
        var digest = (await Digests.GetAsync(tenant, tenant.Value, default))?.Body;
        Assert.NotNull(digest);
        Assert.Null(digest.WorkDueAt);
        Assert.True(digest.Edition >= edition);
    });

    private async Task<IReadOnlyList<AdminNotice>> AllAsync(TenantId tenant) =>
        [.. (await Notices.QueryAsync(new DocumentQuery { Tenant = tenant, Limit = 1_000 }, default)).Select(document => document.Body)];
}
