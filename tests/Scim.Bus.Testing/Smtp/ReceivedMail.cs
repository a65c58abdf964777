using MimeKit;

namespace Scim.Bus.Testing;

/// <summary>A message that an <see cref="SmtpSink"/> accepted.</summary>
/// <param name="Sender">The envelope's sender: the address after MAIL FROM, empty for a bounce.</param>
/// <param name="Recipients">The envelope's recipients: the addresses after RCPT TO, whatever the message's headers say.</param>
/// <param name="Message">The message itself.</param>
public sealed record ReceivedMail(string Sender, IReadOnlyList<string> Recipients, MimeMessage Message);
