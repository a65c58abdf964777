using Scim.Bus.Contracts.Internal;
using static Scim.Bus.Notifications.Tests.Messages;
using static Scim.Bus.Notifications.Tests.NotificationsHost;

namespace Scim.Bus.Notifications.Tests;

/// <summary>Admins are told of trouble with the connection of their identity provider.</summary>
public sealed class ConnectionDigestTests(NotificationsHost host) : DigestTest(host)
{
    [Fact]
    public async Task Admins_are_told_of_each_trouble_with_what_to_do_about_it()
    {
        var pat = Address("pat");
        var tenant = await Host.TenantAsync(pat);
        await Host.PublishAsync(Alert(tenant, ConnectionTrouble.Failing));
        await Host.PublishAsync(Alert(tenant, ConnectionTrouble.ManyRefusals));
        await Host.PublishAsync(Alert(tenant, ConnectionTrouble.Silent));
        await HasNoticesAsync(tenant, 3);
        var mail = await Host.MailToAsync(pat);
        Assert.Equal("Pinpoint: 3 items need your attention at Acme & Sons", mail.Subject);
        Assert.Equal(
            [
                "12 of its requests were refused within a day. Most often: The token has expired. Issue a new one.",
                "Everything that it changes has been refused since 30 June 2029 at 21:30 (UTC). Most often: The token has expired. "
                    + "Issue a new one.",
                "Nothing has been heard from it since 30 June 2029 at 21:30 (UTC).",
            ],
            Listed(mail).Order(StringComparer.Ordinal));
        Assert.Contains("The connection of your identity provider.", mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_trouble_that_comes_again_is_told_again_and_a_repeated_message_is_not()
    {
        var pat = Address("pat");
        var tenant = await Host.TenantAsync(pat);
        await Host.PublishAsync(Alert(tenant, ConnectionTrouble.Silent));
        await Host.MailToAsync(pat);
        await IsDoneAsync(tenant);
        await Host.PublishAsync(Alert(tenant, ConnectionTrouble.Silent));
        await Host.PublishAsync(Group(tenant, NewGroup(), "Late"));
        await Host.EventuallyAsync(() => Assert.Equal(2, Host.MailsTo(pat).Count));
        Assert.DoesNotContain("Nothing has been heard", Host.MailsTo(pat)[1].TextBody, StringComparison.Ordinal);
        await IsDoneAsync(tenant);
        await Host.PublishAsync(Alert(tenant, ConnectionTrouble.Silent, hours: 48));
        await Host.EventuallyAsync(() => Assert.Equal(3, Host.MailsTo(pat).Count));
        Assert.Contains("since 2 July 2029", Host.MailsTo(pat)[2].TextBody, StringComparison.Ordinal);
    }
}
