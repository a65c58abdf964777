namespace Scim.Bus.Notifications.Mail;

/// <summary>The mail server rejected a mail. After any other failure it is unknown whether the server accepted it.</summary>
/// <param name="message">What went wrong, without personal data.</param>
/// <param name="isPermanent">True if another attempt would fail too.</param>
/// <param name="inner">The cause.</param>
internal sealed class MailRefusedException(string message, bool isPermanent, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>True if another attempt would fail too.</summary>
    public bool IsPermanent { get; } = isPermanent;
}
