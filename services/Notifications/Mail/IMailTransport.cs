using MimeKit;

namespace Scim.Bus.Notifications.Mail;

/// <summary>Delivers mails to a mail server, or to its replacement.</summary>
internal interface IMailTransport
{
    /// <summary>
    /// True if sending a mail twice delivers it once. If false, an attempt with an unknown outcome must not be repeated.
    /// </summary>
    bool IsIdempotent { get; }

    /// <summary>Sends a mail.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="beforeHandOver">Called at the last moment before the server could accept the mail.</param>
    /// <param name="cancellationToken">Cancels the attempt as long as the hand-over has not begun.</param>
    /// <exception cref="MailRefusedException">The server rejected the mail.</exception>
    Task SendAsync(MimeMessage mail, Func<Task> beforeHandOver, CancellationToken cancellationToken);
}
