using Microsoft.Extensions.Options;
using MimeKit;
using Scim.Bus.Notifications.Mail;

namespace Scim.Bus.Notifications.Tests;

/// <summary>How mails get to a server that is slow.</summary>
public sealed class SmtpTransportTests
{
    /// <summary>A hand-over that is cut off can't be repeated, so waiting for one's turn must not use up its time.</summary>
    [Fact]
    public async Task Mails_that_wait_for_their_turn_have_all_the_time_for_their_hand_over()
    {
        const int Mails = 16;
        await using var sink = SmtpSink.StartNew();
        sink.DelayAcceptance(TimeSpan.FromSeconds(6), Mails);
        using var transport = new SmtpTransport(Options.Create(new MailOptions { Host = sink.Host, Port = sink.Port }));
        await Task.WhenAll(Enumerable.Range(0, Mails).Select(i => transport.SendAsync(Mail(i), () => Task.CompletedTask, default)));
        Assert.Equal(Mails, sink.Messages.Count);
    }

    private static MimeMessage Mail(int i) => new(
        [new MailboxAddress("Pinpoint", "pinpoint@acme.example")], [new MailboxAddress("", $"person{i}@acme.example")], "Subject", new TextPart { Text = "Text" });
}
