using System.Diagnostics;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Scim.Bus.Notifications.Mail;

/// <summary>Sends mails to an SMTP server (RFC 5321) and reuses its connections.</summary>
internal sealed class SmtpTransport(IOptions<MailOptions> options) : IMailTransport, IDisposable
{
    private const int MaxConnections = 4;
    private const int FirstPermanentStatus = 500;

    /// <summary>Limit for each of: waiting for a free connection, and connecting.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Limit for a hand-over: generous, because one that is cut off can't be repeated, but shorter than the lease of
    /// <see cref="Sending.HandOverWatch.Limit"/>.
    /// </summary>
    private static readonly TimeSpan HandOverTimeout = TimeSpan.FromSeconds(45);

    private static readonly ActivitySource Source = new("Scim.Bus.Notifications");

    private readonly SemaphoreSlim _connections = new(MaxConnections);
    private readonly Stack<SmtpClient> _idle = new();

    public bool IsIdempotent => false;

    public async Task SendAsync(MimeMessage mail, Func<Task> beforeHandOver, CancellationToken cancellationToken)
    {
        using var activity = Source.StartActivity("smtp send", ActivityKind.Client);
        activity?.SetTag("server.address", options.Value.Host);
        activity?.SetTag("server.port", options.Value.Port);
        if (!await _connections.WaitAsync(Timeout, cancellationToken))
            throw new TimeoutException($"No connection to the mail server became free within {Timeout.TotalSeconds} s.");
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        SmtpClient? client = null;
        var isHandedOver = false;
        try
        {
            timeout.CancelAfter(Timeout);
            client = await ConnectAsync(timeout.Token);
            await beforeHandOver();
            isHandedOver = true;
            // Not the caller's token: a process that stops finishes what it has begun.
            using var handOver = new CancellationTokenSource(HandOverTimeout);
            await client.SendAsync(mail, handOver.Token);
            lock (_idle)
                _idle.Push(client);
        }
        catch (Exception e)
        {
            client?.Dispose();
            activity?.SetStatus(ActivityStatusCode.Error, e.GetType().Name);
            // Before the hand-over a rejection is about the server or its settings, not about the mail.
            if (e is SmtpCommandException { StatusCode: var status })
            {
                var isPermanent = isHandedOver && (int)status >= FirstPermanentStatus;
                throw new MailRefusedException($"The mail server rejected the mail with status {(int)status}.", isPermanent, e);
            }

            if (e is AuthenticationException or ServiceNotAuthenticatedException)
                throw new MailRefusedException("The mail server rejected the credentials.", isPermanent: false, e);
            throw;
        }
        finally
        {
            _connections.Release();
        }
    }

    public void Dispose()
    {
        foreach (var client in _idle)
            client.Dispose();
        _connections.Dispose();
    }

    /// <summary>An idle connection that still answers, or a new one.</summary>
    private async Task<SmtpClient> ConnectAsync(CancellationToken cancellationToken)
    {
        while (TryTakeIdle() is { } idle)
        {
            try
            {
                await idle.NoOpAsync(cancellationToken);
                return idle;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The server may close idle connections.
                idle.Dispose();
            }
        }

        var client = new SmtpClient { Timeout = (int)HandOverTimeout.TotalMilliseconds };
        try
        {
            var settings = options.Value;
            await client.ConnectAsync(settings.Host!, settings.Port, settings.Security, cancellationToken);
            if (settings.User is not null)
                await client.AuthenticateAsync(settings.User, settings.Password ?? "", cancellationToken);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private SmtpClient? TryTakeIdle()
    {
        lock (_idle)
            return _idle.TryPop(out var client) ? client : null;
    }
}
