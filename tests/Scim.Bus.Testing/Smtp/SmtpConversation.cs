using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using MimeKit;

namespace Scim.Bus.Testing;

/// <summary>One client's connection to an <see cref="SmtpSink"/>: the server's side of RFC 5321, without TLS and logins.</summary>
internal sealed class SmtpConversation(Stream stream, SmtpMischief mischief, Action<string> heard, Action<ReceivedMail> accept)
{
    private const string Ok = "250 2.0.0 OK";
    private const string BadSequence = "503 5.5.1 Not now";

    private readonly PipeReader _input = PipeReader.Create(stream);
    private readonly List<string> _recipients = [];
    private string? _sender;

    /// <summary>Talks until the client says QUIT or hangs up, or until a connection is to be dropped.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await SayAsync("220 localhost test sink", cancellation);
        while (await ReadLineAsync(cancellation) is { } bytes)
        {
            var line = Encoding.UTF8.GetString(bytes);
            heard(line);
            var verb = line.Split(' ', 2)[0].ToUpperInvariant();
            if (verb == "DATA" && _recipients.Count > 0)
            {
                if (!await TakeDataAsync(cancellation)) return;
                continue;
            }

            await SayAsync(Answer(verb, line), cancellation);
            if (verb == "QUIT") return;
        }
    }

    private string Answer(string verb, string line)
    {
        switch (verb)
        {
            case "HELO":
                Forget();
                return "250 localhost";
            case "EHLO":
                Forget();
                return "250-localhost\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-PIPELINING\r\n250 ENHANCEDSTATUSCODES";
            case "MAIL" when _sender is null:
                _sender = AddressIn(line);
                return _sender is null ? "501 5.5.4 MAIL FROM:<address>" : Ok;
            case "RCPT" when _sender is not null:
                return Recipient(line);
            case "RSET":
                Forget();
                return Ok;
            case "NOOP":
                return Ok;
            case "VRFY":
                return "252 2.1.5 Send it and see";
            case "QUIT":
                return "221 2.0.0 Bye";
            case "MAIL" or "RCPT" or "DATA":
                return BadSequence;
            default:
                return "502 5.5.1 Not implemented here";
        }
    }

    private string Recipient(string line)
    {
        if (AddressIn(line) is not { Length: > 0 } address) return "501 5.5.4 RCPT TO:<address>";
        if (mischief.NextRefusal(address) is { } refusal) return refusal;
        _recipients.Add(address);
        return Ok;
    }

    /// <summary>Takes a message; false if the connection is over.</summary>
    private async Task<bool> TakeDataAsync(CancellationToken cancellation)
    {
        await SayAsync("354 Go ahead", cancellation);
        using var content = new MemoryStream();
        while (true)
        {
            // A connection that breaks in the middle has delivered nothing.
            if (await ReadLineAsync(cancellation) is not { } line) return false;
            if (line is [(byte)'.']) break;
            content.Write(line.AsSpan(line is [(byte)'.', ..] ? 1 : 0));
            content.Write("\r\n"u8);
        }

        content.Position = 0;
        var (drop, keep) = mischief.NextEnding();
        if (keep) accept(new ReceivedMail(_sender!, [.. _recipients], await MimeMessage.LoadAsync(content, cancellation)));
        Forget();
        if (drop) return false;

        await Task.Delay(mischief.NextDelay(), TimeProvider.System, cancellation);
        await SayAsync(Ok, cancellation);
        return true;
    }

    private void Forget()
    {
        _sender = null;
        _recipients.Clear();
    }

    /// <summary>What stands between the angle brackets; null if there are none.</summary>
    private static string? AddressIn(string line)
    {
        var (open, close) = (line.IndexOf('<'), line.IndexOf('>'));
        return open >= 0 && close > open ? line[(open + 1)..close] : null;
    }

    private Task SayAsync(string answer, CancellationToken cancellation) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), cancellation).AsTask();

    /// <summary>The next line without its CR LF; null at the end. A lone LF ends no line, as the RFC demands.</summary>
    private async Task<byte[]?> ReadLineAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var result = await _input.ReadAsync(cancellation);
            if (TryTakeLine(result.Buffer) is { } line) return line;
            if (result.IsCompleted) return null;
            _input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    private byte[]? TryTakeLine(ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        if (!reader.TryReadTo(out ReadOnlySequence<byte> line, "\r\n"u8)) return null;
        var bytes = line.ToArray();
        _input.AdvanceTo(reader.Position);
        return bytes;
    }
}
