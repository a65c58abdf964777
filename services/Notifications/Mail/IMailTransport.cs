using MimeKit;

namespace Scim.Bus.Notifications.Mail;

/// <summary>Takes a mail off our hands.</summary>
internal interface IMailTransport
{
    /// <summary>Whether handing over one mail twice gives one mail. Where it does not, a hand-over of which nobody knows the end is not repeated.</summary>
    bool IsIdempotent { get; }

    /// <summary>Hands a mail over.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="beforeHandOver">Called at the last moment before the mail could be accepted.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="MailRefusedException">The server did not take it.</exception>
    Task SendAsync(MimeMessage mail, Func<Task> beforeHandOver, CancellationToken cancellationToken);
}

/// <summary>A mail server said that it does not take a mail. Any other failure leaves open whether it did.</summary>
/// <param name="message">What it said.</param>
/// <param name="forGood">Whether it would never take it.</param>
/// <param name="inner">The failure.</param>
internal sealed class MailRefusedException(string message, bool forGood, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the server would never take it.</summary>
    public bool ForGood { get; } = forGood;
}
