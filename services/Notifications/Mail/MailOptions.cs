using System.ComponentModel.DataAnnotations;
using MailKit.Security;

namespace Scim.Bus.Notifications.Mail;

/// <summary>How mails are sent (section <c>Mail</c> of the configuration).</summary>
internal sealed class MailOptions
{
    public const string Section = "Mail";
    private const int ImplicitTlsPort = 465;

    /// <summary>The SMTP server. If it is not set, mails are written to <see cref="Folder"/>.</summary>
    public string? Host { get; set; }

    [Range(1, ushort.MaxValue)]
    public int Port { get; set; } = 25;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>
    /// Whether the connection must be encrypted. Otherwise it is encrypted if the server offers that; with a <see cref="User"/> it must be
    /// in any case, so that no password is sent in the clear.
    /// </summary>
    public bool RequireTls { get; set; }

    /// <summary>
    /// When encryption begins. By default with the connection on port 465, which is for that (RFC 8314), else after STARTTLS.
    /// </summary>
    [EnumDataType(typeof(MailTls))]
    public MailTls? Tls { get; set; }

    [Required]
    public string From { get; set; } = "Pinpoint <no-reply@pinpoint.example>";

    /// <summary>Folder with templates that replace the built-in ones of the same file name.</summary>
    public string? Templates { get; set; }

    /// <summary>Folder that mails are written to without a server. By default <c>mail</c> in the store's folder.</summary>
    public string? Folder { get; set; }

    /// <summary>How a connection is made.</summary>
    internal SecureSocketOptions Security => (Tls ?? (Port == ImplicitTlsPort ? MailTls.Implicit : null)) switch
    {
        MailTls.Implicit => SecureSocketOptions.SslOnConnect,
        MailTls.StartTls => SecureSocketOptions.StartTls,
        _ => RequireTls || User is not null ? SecureSocketOptions.StartTls : SecureSocketOptions.StartTlsWhenAvailable,
    };
}
