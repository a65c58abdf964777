using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MimeKit;

namespace Scim.Bus.Testing;

/// <summary>
/// A mail server on loopback that keeps what it gets, and that can be told to misbehave in the ways that real ones do.
/// </summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly SmtpMischief _mischief = new();
    private readonly ConcurrentQueue<ReceivedMail> _mails = new();
    private readonly ConcurrentQueue<string> _commands = new();
    private readonly ConcurrentDictionary<int, Task> _conversations = new();
    private CancellationTokenSource? _life;
    private Task _accepting = Task.CompletedTask;
    private int _connections;

    private SmtpSink()
    {
    }

    /// <summary>The host to connect to: a loopback address.</summary>
    public string Host { get; } = "127.0.0.1";

    /// <summary>The port to connect to; the same after <see cref="StopAsync"/> and <see cref="Start()"/>.</summary>
    public int Port { get; } = FreePort.Next();

    /// <summary><c>smtp://host:port</c>.</summary>
    public Uri Uri => new(string.Create(CultureInfo.InvariantCulture, $"smtp://{Host}:{Port}"));

    /// <summary>The messages accepted so far, oldest first, with their envelopes.</summary>
    public IReadOnlyList<ReceivedMail> Mails => [.. _mails];

    /// <summary>The messages accepted so far, oldest first.</summary>
    public IReadOnlyList<MimeMessage> Messages => [.. _mails.Select(mail => mail.Message)];

    /// <summary>The commands so far, each with its arguments, oldest first.</summary>
    public IReadOnlyList<string> Commands => [.. _commands];

    /// <summary>How many connections there have been: a sender that reuses one is not seen here twice.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Starts a mail server on a free port.</summary>
    public static SmtpSink StartNew()
    {
        var sink = new SmtpSink();
        sink.Start();
        return sink;
    }

    /// <summary>Listens again after <see cref="StopAsync"/>, on the same port.</summary>
    public void Start()
    {
        if (_life is not null) throw new InvalidOperationException("It is started already.");
        var listener = new TcpListener(IPAddress.Parse(Host), Port);
        listener.Start();
        _life = new CancellationTokenSource();
        _accepting = AcceptAsync(listener, _life.Token);
    }

    /// <summary>Breaks every connection and listens no more: a client is refused. What was accepted stays.</summary>
    public async Task StopAsync()
    {
        if (_life is null) return;
        await _life.CancelAsync();
        await _accepting;
        await Task.WhenAll(_conversations.Values);
        _life.Dispose();
        _life = null;
    }

    /// <summary>
    /// Refuses the next recipients, or those of one address: for now with a 4xx code (they may be tried again), for good with a 5xx.
    /// </summary>
    public void RefuseRecipients(int count, int code = 451, string? address = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(code, 400);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(code, 599);
        var answer = string.Create(CultureInfo.InvariantCulture, $"{code} {code / 100}.1.1 Refused by the test");
        _mischief.RefuseRecipients(count, answer, address);
    }

    /// <summary>
    /// Hangs up on the next messages after their last line, without an answer. The sender cannot know whether such a
    /// message was accepted; <paramref name="keepMessage"/> decides whether it was.
    /// </summary>
    public void DropConnectionAfterData(int count = 1, bool keepMessage = true) => _mischief.DropAfterData(count, keepMessage);

    /// <summary>Accepts the next messages, but answers late. They are in <see cref="Messages"/> from the beginning of the wait.</summary>
    public void DelayAcceptance(TimeSpan delay, int count = 1) => _mischief.DelayAcceptance(count, delay);

    /// <summary>Forgets the messages and all orders to misbehave.</summary>
    public void Clear()
    {
        _mails.Clear();
        _commands.Clear();
        _mischief.Forget();
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task AcceptAsync(TcpListener listener, CancellationToken cancellation)
    {
        using var _ = listener;
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(cancellation);
                var number = Interlocked.Increment(ref _connections);
                _conversations[number] = TalkAsync(client, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private async Task TalkAsync(TcpClient client, CancellationToken cancellation)
    {
        using var _ = client;
        client.NoDelay = true;
        try
        {
            await new SmtpConversation(client.GetStream(), _mischief, _commands.Enqueue, _mails.Enqueue).RunAsync(cancellation);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client closed the connection, or the sink was stopped.
        }
    }
}
