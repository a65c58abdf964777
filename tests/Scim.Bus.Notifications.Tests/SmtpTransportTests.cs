using Microsoft.Extensions.Options;
using MimeKit;
using Scim.Bus.Notifications.Mail;

namespace Scim.Bus.Notifications.Tests;

/// <summary>Sending to a slow mail server.</summary>
public sealed class SmtpTransportTests
{
    /// <summary>A send that is cut off can't be repeated, so waiting for a free connection must not use up its time limit.</summary>
    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Waiting_for_a_connection_does_not_shorten_the_time_limit_of_sending()
    {
        const int Mails = 8;
        await using var sink = SmtpSink.StartNew();
        sink.DelayAcceptance(TimeSpan.FromSeconds(12), Mails);
        using var transport = new SmtpTransport(Options.Create(new MailOptions { Host = sink.Host, Port = sink.Port }));
        await Task.WhenAll(Enumerable.Range(0, Mails).Select(i => transport.SendAsync(Mail(i), () => Task.CompletedTask, default)));
        Assert.Equal(Mails, sink.Messages.Count);
    }

    private static MimeMessage Mail(int i) => new(
        [new MailboxAddress("Pinpoint", "pinpoint@acme.example")],
        [new MailboxAddress("", $"person{i}@acme.example")],
        "Subject",
        new TextPart { Text = "Text" });
}
