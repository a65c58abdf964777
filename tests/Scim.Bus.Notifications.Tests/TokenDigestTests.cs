using static Scim.Bus.Notifications.Tests.Messages;
using static Scim.Bus.Notifications.Tests.NotificationsHost;

namespace Scim.Bus.Notifications.Tests;

/// <summary>Admins are told of tokens that expire soon.</summary>
public sealed class TokenDigestTests(NotificationsHost host) : DigestTest(host)
{
    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Admins_are_told_once_of_a_token_that_expires()
    {
        var pat = Address("pat");
        var tenant = await Host.TenantAsync(pat);
        var message = Expiring(tenant, "Okta, production");
        await Host.PublishAsync(message);
        var mail = await Host.MailToAsync(pat);
        Assert.Equal("Pinpoint: 1 item needs your attention at Acme & Sons", mail.Subject);
        foreach (var text in (string[])[mail.TextBody!, mail.HtmlBody!])
        {
            Assert.Contains("Tokens that expire soon (1)", text, StringComparison.Ordinal);
            Assert.Contains("Okta, production expires on 30 June 2029", text, StringComparison.Ordinal);
        }

        await IsDoneAsync(tenant);
        await Host.PublishAsync(message);
        await Host.PublishAsync(Group(tenant, NewGroup(), "Late"));
        Host.Time.Advance(TimeSpan.FromHours(1));
        await Host.EventuallyAsync(() => Assert.Equal(2, Host.MailsTo(pat).Count));
        Assert.DoesNotContain("Okta", Host.MailsTo(pat)[1].TextBody, StringComparison.Ordinal);
    }
}
