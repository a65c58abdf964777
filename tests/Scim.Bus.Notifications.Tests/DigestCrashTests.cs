using static Scim.Bus.Notifications.Tests.Messages;
using static Scim.Bus.Notifications.Tests.NotificationsHost;

namespace Scim.Bus.Notifications.Tests;

/// <summary>The admin digest across crashes.</summary>
public sealed class DigestCrashTests(NotificationsHost host) : DigestTest(host)
{
    /// <summary>The process dies before or after each write, from the first notice to the last mail.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Takes", "Seconds")]
    public async Task A_crash_at_any_write_sends_each_notice_once_to_each_admin(bool afterWrite)
    {
        var all = new HashSet<string> { "One", "Two", "Three" };
        var reached = true;
        for (var write = 1; reached; write++)
        {
            Assert.True(write < 50);
            var (pat, kim) = (Address("pat"), Address("kim"));
            var tenant = await Host.TenantAsync(pat, kim);
            Host.Failures.Arm(tenant, write, afterWrite);
            foreach (var name in all)
                await Host.PublishAsync(Group(tenant, NewGroup(), name));
            await HasNoticesAsync(tenant, 3, advanceTime: true);
            // On a slow machine the notice whose write failed comes after the digest of the others, and has a digest of its own.
            await Host.EventuallyAsync(() => Assert.All([pat, kim], admin => Assert.Superset(all, ListedTo(admin).ToHashSet())));
            await IsDoneAsync(tenant, edition: 1);
            reached = Host.Failures.IsOver;
            Host.Failures.Disarm();
            foreach (var admin in (string[])[pat, kim])
            {
                var listed = ListedTo(admin).Order();
                Assert.True(
                    listed.SequenceEqual(["One", "Three", "Two"]),
                    $"{(afterWrite ? "after" : "before")} write {write}: {string.Join(", ", listed)}");
            }
        }
    }

    private IEnumerable<string> ListedTo(string admin) => Host.MailsTo(admin).SelectMany(Listed);
}
