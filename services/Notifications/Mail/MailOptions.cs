using System.ComponentModel.DataAnnotations;

namespace Scim.Bus.Notifications.Mail;

/// <summary>How mail goes out (section <c>Mail</c> of the configuration).</summary>
internal sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>The SMTP server. Without one, mails become files in <see cref="Folder"/>.</summary>
    public string? Host { get; set; }

    [Range(1, ushort.MaxValue)]
    public int Port { get; set; } = 25;

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>Whether the connection must be encrypted. By default it is where the server offers it.</summary>
    public bool RequireTls { get; set; }

    [Required]
    public string From { get; set; } = "Pinpoint <no-reply@pinpoint.example>";

    /// <summary>A folder with templates that take the place of the built-in ones of the same file name.</summary>
    public string? Templates { get; set; }

    /// <summary>Where mails become files; the folder <c>mail</c> in the store's folder unless it is said.</summary>
    public string? Folder { get; set; }
}
