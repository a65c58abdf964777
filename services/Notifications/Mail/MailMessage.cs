using MimeKit;
using Scim.Bus.Notifications.Composing;

namespace Scim.Bus.Notifications.Mail;

/// <summary>Builds the MIME message of a mail (RFC 5322), with a plain-text and an HTML part.</summary>
internal static class MailMessage
{
    /// <param name="mail">The mail.</param>
    /// <param name="id">Id of the notification.</param>
    /// <param name="from">The sender.</param>
    /// <param name="now">The message's date.</param>
    /// <exception cref="MailRefusedException">The recipient's address is not valid.</exception>
    public static MimeMessage Create(OutgoingMail mail, string id, string from, DateTimeOffset now)
    {
        if (mail.To.Any(char.IsControl) || !MailboxAddress.TryParse(mail.To, out var address))
            throw new MailRefusedException("The e-mail address is not valid.", isPermanent: true);
        var kind = mail.Kind.ToString().ToLowerInvariant();
        var message = new MimeMessage
        {
            Subject = mail.Subject,
            Date = now,
            // The same for every attempt, so that a server or a mail client can drop a duplicate.
            MessageId = $"{kind}-{id}@scim-bus",
            Body = new MultipartAlternative { new TextPart("plain") { Text = mail.Text }, new TextPart("html") { Text = mail.Html } },
        };
        message.From.Add(MailboxAddress.Parse(from));
        message.To.Add(new MailboxAddress(mail.Name is { } name ? HeaderText.ToSingleLine(name) : null, address.Address));
        message.Headers.Add("X-Scim-Bus-Notification", kind);
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}
