using static Scim.Bus.Notifications.Tests.Messages;
using static Scim.Bus.Notifications.Tests.NotificationsHost;

namespace Scim.Bus.Notifications.Tests;

/// <summary>Processes that die while they write to admins.</summary>
public sealed class DigestCrashTests(NotificationsHost host) : DigestTest(host)
{
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
            var tenant = await Host.TenantAsync(pat, kim);
            Host.Failures.Arm(tenant, write, afterwards);
            foreach (var name in (string[])["One", "Two", "Three"])
                await Host.PublishAsync(Group(tenant, NewGroup(), name));
            await NotedAsync(tenant, 3);
            await RestingAsync(tenant, edition: 1);
            await Host.EventuallyAsync(() => Assert.All([pat, kim], admin => Assert.NotEmpty(Host.MailsTo(admin))));
            reached = Host.Failures.IsOver;
            Host.Failures.Disarm();
            foreach (var admin in (string[])[pat, kim])
            {
                var listed = Host.MailsTo(admin).SelectMany(Listed).Order();
                Assert.True(listed.SequenceEqual(["One", "Three", "Two"]), $"write {write}, {(afterwards ? "after" : "before")}: {string.Join(", ", listed)}");
            }
        }
    }
}
