namespace Scim.Bus.Notifications.Mail;

/// <summary>When the encryption of a connection to the mail server begins. With either it must succeed.</summary>
internal enum MailTls
{
    /// <summary>After the command STARTTLS (RFC 3207).</summary>
    StartTls,

    /// <summary>With the connection (RFC 8314).</summary>
    Implicit,
}
