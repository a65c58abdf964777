using MimeKit;
using Scim.Bus.Contracts;
using static Scim.Bus.Notifications.Tests.Messages;
using static Scim.Bus.Notifications.Tests.NotificationsHost;

namespace Scim.Bus.Notifications.Tests;

/// <summary>The text of mails to people.</summary>
public sealed class PersonalMailTests(NotificationsHost host) : IClassFixture<NotificationsHost>
{
    private const string LondonTime = "30 June 2029 at 22:30 (Europe/London)";

    [Theory]
    [InlineData(NotificationKind.Welcome, AccountKind.Internal,
        "Welcome to Pinpoint", "your company's single sign-on")]
    [InlineData(NotificationKind.Welcome, AccountKind.ExternalRecruiter,
        "Acme & Sons invites you to recruit in Pinpoint", "submit candidates")]
    [InlineData(NotificationKind.Moved, AccountKind.Internal,
        "Your Pinpoint Access Group is now Hiring Managers", "in your company")]
    [InlineData(NotificationKind.Moved, AccountKind.ExternalRecruiter,
        "Acme & Sons changed what you can see in Pinpoint", "ask your contact at Acme & Sons")]
    [InlineData(NotificationKind.Removed, AccountKind.Internal,
        "Your Pinpoint access has been removed", "in your company")]
    [InlineData(NotificationKind.Removed, AccountKind.ExternalRecruiter,
        "Your access to Acme & Sons in Pinpoint has ended", "candidates you submitted stay")]
    [InlineData(NotificationKind.Reactivated, AccountKind.Internal,
        "Your Pinpoint access has been restored", "log in to Pinpoint again")]
    [InlineData(NotificationKind.Reactivated, AccountKind.ExternalRecruiter,
        "You can recruit for Acme & Sons in Pinpoint again", "restored your access")]
    [Trait("Takes", "Seconds")]
    public async Task Each_kind_has_text_and_html_for_colleagues_and_for_external_recruiters(
        NotificationKind kind, AccountKind person, string subject, string phrase)
    {
        var (tenant, address) = (await host.TenantAsync(), Address());
        await host.PublishAsync(Notify(tenant, address, kind) with { PersonKind = person });
        var mail = await host.MailToAsync(address);

        Assert.Equal(subject, mail.Subject);
        Assert.Equal(["text/plain", "text/html"], Assert.IsType<MultipartAlternative>(mail.Body).Select(part => part.ContentType.MimeType));
        Assert.Contains(phrase, mail.TextBody, StringComparison.Ordinal);
        Assert.Contains(phrase.Replace("&", "&amp;", StringComparison.Ordinal), mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("Hello Ann Lee,", mail.TextBody, StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>", mail.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", mail.TextBody + mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal(kind.ToString().ToLowerInvariant(), mail.Headers["X-Scim-Bus-Notification"]);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Equal("Ann Lee", mail.To.Mailboxes.Single().Name);
        if (kind != NotificationKind.Welcome)
            Assert.All([mail.TextBody, mail.HtmlBody], text => Assert.Contains(LondonTime, text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Asia/Tokyo", "1 July 2029 at 06:30 (Asia/Tokyo)")]
    [InlineData("America/St_Johns", "30 June 2029 at 19:00 (America/St_Johns)")]
    [InlineData(null, "30 June 2029 at 21:30 (UTC)")]
    public async Task Times_are_in_the_persons_time_zone(string? zone, string expected)
    {
        var (tenant, address) = (await host.TenantAsync(), Address());
        await host.PublishAsync(Notify(tenant, address, NotificationKind.Removed) with { TimeZone = zone });
        Assert.Contains(expected, (await host.MailToAsync(address)).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_are_encoded_in_html_and_may_use_any_alphabet()
    {
        var (tenant, address) = (await host.TenantAsync(), Address());
        await host.PublishAsync(Notify(tenant, address, NotificationKind.Moved) with
        {
            Name = "Zoë <script>alert(1)</script> 李",
            AccessGroup = "R&D {{ email }} \"<b>\"",
        });
        var mail = await host.MailToAsync(address);
        Assert.Contains("Hello Zoë <script>alert(1)</script> 李,", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Hello Zoë &lt;script&gt;alert(1)&lt;/script&gt; 李,", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("R&amp;D {{ email }} &quot;&lt;b&gt;&quot;", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("Your Pinpoint Access Group is now R&D {{ email }} \"<b>\"", mail.Subject);
        Assert.Equal("Zoë <script>alert(1)</script> 李", mail.To.Mailboxes.Single().Name);
    }

    [Fact]
    public async Task A_name_can_not_inject_a_mail_header()
    {
        var (tenant, address) = (await host.TenantAsync(), Address());
        const string Evil = "x\r\nBcc: all@acme.example\r\n\r\n<html>";
        await host.PublishAsync(Notify(tenant, address, NotificationKind.Moved) with { Name = Evil, AccessGroup = Evil });
        var mail = await host.MailToAsync(address);
        Assert.Empty(mail.Bcc);
        Assert.Equal(address, mail.To.Mailboxes.Single().Address);
        Assert.Equal([address], host.Smtp.Mails.Single(received => received.Message == mail).Recipients);
        Assert.DoesNotContain(mail.Headers, header => header.Field.Contains("Bcc", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(mail.Subject!, char.IsControl);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public async Task Case_16_missing_values_leave_no_gap(string? name)
    {
        var (tenant, address) = (await host.TenantAsync(), Address());
        await host.PublishAsync(Notify(tenant, address) with { Name = name, AccessGroup = null });
        var mail = await host.MailToAsync(address);
        Assert.StartsWith("Hello,", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("<p>Hello,</p>", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("not been assigned to an Access Group yet", mail.TextBody, StringComparison.Ordinal);
    }
}
