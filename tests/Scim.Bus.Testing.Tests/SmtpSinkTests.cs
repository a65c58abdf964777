using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;
using Xunit;

namespace Scim.Bus.Testing.Tests;

public sealed class SmtpSinkTests : IAsyncLifetime
{
    private readonly SmtpSink _sink = SmtpSink.StartNew();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _sink.DisposeAsync();

    [Fact]
    public async Task Keeps_messages_with_their_envelopes()
    {
        using var client = await ConnectAsync();
        await client.SendAsync(Mail("One", "First line\r\n.\r\n..dots\r\nLast line: grüße"));
        await client.SendAsync(Mail("Two", "Again, on the same connection"));
        await client.DisconnectAsync(quit: true);

        Assert.Equal(["One", "Two"], _sink.Messages.Select(message => message.Subject));
        Assert.Equal("First line\n.\n..dots\nLast line: grüße", _sink.Messages[0].TextBody!.ReplaceLineEndings("\n").TrimEnd());
        Assert.Equal("scim@pinpoint.example", _sink.Mails[0].Sender);
        Assert.Equal(["ada@customer.example", "audit@customer.example"], _sink.Mails[0].Recipients);
        Assert.Empty(_sink.Messages[0].Bcc);
        Assert.Equal(1, _sink.Connections);
    }

    [Theory]
    [InlineData(451)]
    [InlineData(550)]
    [Trait("Takes", "Seconds")]
    public async Task Refuses_the_requested_number_of_recipients(int code)
    {
        _sink.RefuseRecipients(1, code);
        using var client = await ConnectAsync();

        var refusal = await Assert.ThrowsAsync<SmtpCommandException>(() => client.SendAsync(Mail("Refused", "x")));
        await client.SendAsync(Mail("Accepted", "x"));

        Assert.Equal(code, (int)refusal.StatusCode);
        Assert.Equal(["Accepted"], _sink.Messages.Select(message => message.Subject));
    }

    [Fact]
    public async Task Refuses_the_requested_recipient_and_nobody_else()
    {
        _sink.RefuseRecipients(1, address: "somebody@customer.example");
        using var client = await ConnectAsync();

        await client.SendAsync(Mail("Accepted", "x"));
        _sink.RefuseRecipients(1, address: "audit@customer.example");
        await Assert.ThrowsAsync<SmtpCommandException>(() => client.SendAsync(Mail("Refused", "x")));

        Assert.Equal(["Accepted"], _sink.Messages.Select(message => message.Subject));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task A_dropped_connection_leaves_the_sender_in_doubt(bool keepMessage, int kept)
    {
        _sink.DropConnectionAfterData(keepMessage: keepMessage);
        using var client = await ConnectAsync();

        var failure = await Record.ExceptionAsync(() => client.SendAsync(Mail("Doubt", "x")));

        Assert.True(failure is SmtpProtocolException or IOException or ServiceNotConnectedException, $"{failure}");
        Assert.Equal(kept, _sink.Messages.Count);
    }

    [Fact]
    public async Task An_answer_can_be_delayed_beyond_the_senders_timeout()
    {
        _sink.DelayAcceptance(TimeSpan.FromSeconds(30));
        using var client = await ConnectAsync();
        using var timeout = new CancellationTokenSource();

        var sending = client.SendAsync(Mail("Late", "x"), timeout.Token);
        await Eventually.Be(() => Assert.Single(_sink.Messages));
        await timeout.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task A_restarted_sink_listens_on_the_same_port()
    {
        using var connected = await ConnectAsync();
        await _sink.StopAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => connected.SendAsync(Mail("Into the void", "x")));
        await Assert.ThrowsAnyAsync<SocketException>(ConnectAsync);

        _sink.Start();
        using var again = await ConnectAsync();
        await again.SendAsync(Mail("Back", "x"));
        Assert.Equal(["Back"], _sink.Messages.Select(message => message.Subject));
    }

    private static MimeMessage Mail(string subject, string text)
    {
        var mail = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = text } };
        mail.From.Add(MailboxAddress.Parse("scim@pinpoint.example"));
        mail.To.Add(MailboxAddress.Parse("ada@customer.example"));
        mail.Bcc.Add(MailboxAddress.Parse("audit@customer.example"));
        return mail;
    }

    private async Task<SmtpClient> ConnectAsync()
    {
        var client = new SmtpClient();
        await client.ConnectAsync(_sink.Host, _sink.Port, useSsl: false);
        return client;
    }
}
