using MimeKit;
using Scim.Bus.Notifications.Composing;
using Scim.Bus.Notifications.Sending;

namespace Scim.Bus.Notifications.Mail;

/// <summary>A mail as servers and readers get it (RFC 5322), with a part for readers without HTML.</summary>
internal static class MailMessage
{
    /// <param name="mail">What it says, and to whom.</param>
    /// <param name="id">The notification's id.</param>
    /// <param name="from">Who sends it.</param>
    /// <param name="now">Its date.</param>
    /// <exception cref="MailRefusedException">The address is none.</exception>
    public static MimeMessage Of(OutgoingMail mail, string id, string from, DateTimeOffset now)
    {
        if (mail.To.Any(char.IsControl) || !MailboxAddress.TryParse(mail.To, out var address))
            throw new MailRefusedException("The e-mail address is none that mail can be sent to.", forGood: true);
        var kind = mail.Kind.ToString().ToLowerInvariant();
        var message = new MimeMessage
        {
            Subject = mail.Subject,
            Date = now,
            // The same each time, so that a server or a reader that gets it twice after all can tell.
            MessageId = $"{kind}-{id}@scim-bus",
            Body = new MultipartAlternative { new TextPart("plain") { Text = mail.Text }, new TextPart("html") { Text = mail.Html } },
        };
        message.From.Add(MailboxAddress.Parse(from));
        message.To.Add(new MailboxAddress(mail.Name is { } name ? HeaderText.Of(name) : null, address.Address));
        message.Headers.Add("X-Scim-Bus-Notification", kind);
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}
