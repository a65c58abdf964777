using Microsoft.Extensions.Options;
using MimeKit;
using Scim.Bus.Notifications.Mail;

namespace Scim.Bus.Notifications.Tests;

/// <summary>No password is sent in the clear, and a connection that must be encrypted is, or there is none.</summary>
public sealed class MailEncryptionTests
{
    [Theory]
    [InlineData(null, false, true)]
    [InlineData("scim-bus", false, false)]
    [InlineData(null, true, false)]
    public async Task A_server_without_encryption_gets_mails_only_where_nothing_demands_it(string? user, bool isRequired, bool isSent)
    {
        await using var sink = SmtpSink.StartNew();
        using var transport = Transport(new MailOptions
        {
            Host = sink.Host,
            Port = sink.Port,
            User = user,
            Password = user is null ? null : "a-mail-password",
            RequireTls = isRequired,
        });
        var failure = await Record.ExceptionAsync(() => SendAsync(transport));
        Assert.Equal(isSent, failure is null);
        Assert.Equal(isSent ? 1 : 0, sink.Messages.Count);
        Assert.DoesNotContain(sink.Commands, command => command.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase));
    }

    /// <remarks>
    /// The certificate is not trusted here: the client leaves after the server's answer, which is the proof that it began with TLS.
    /// </remarks>
    [Fact]
    public async Task Implicit_encryption_begins_with_the_first_byte()
    {
        await using var sink = SmtpSink.StartNew();
        using var certificate = new TestCertificate();
        await using var front = TlsFront.StartNew(sink.Host, sink.Port, certificate);
        using var transport = Transport(new MailOptions { Host = sink.Host, Port = front.Port, Tls = MailTls.Implicit });
        await Assert.ThrowsAnyAsync<Exception>(() => SendAsync(transport));
        Assert.Equal([TlsFront.Handshake], front.FirstBytes);
        Assert.Empty(sink.Commands);
    }

    [Theory]
    [InlineData(465, null, "SslOnConnect")]
    [InlineData(465, MailTls.StartTls, "StartTls")]
    [InlineData(587, MailTls.Implicit, "SslOnConnect")]
    [InlineData(587, null, "StartTlsWhenAvailable")]
    public void The_port_of_submission_over_TLS_needs_no_setting(int port, object? tls, string security) =>
        Assert.Equal(security, new MailOptions { Port = port, Tls = (MailTls?)tls }.Security.ToString());

    private static SmtpTransport Transport(MailOptions options) => new(Options.Create(options));

    private static Task SendAsync(SmtpTransport transport)
    {
        var mail = new MimeMessage(
            [new MailboxAddress("Pinpoint", "pinpoint@acme.example")],
            [new MailboxAddress("", "ann@acme.example")],
            "Subject",
            new TextPart { Text = "Text" });
        return transport.SendAsync(mail, () => Task.CompletedTask, default);
    }
}
