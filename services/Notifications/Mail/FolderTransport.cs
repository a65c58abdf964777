using Microsoft.Extensions.Options;
using MimeKit;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Notifications.Mail;

/// <summary>Writes mails to a folder if there is no mail server. The file is named after the mail's id, so there is one per mail.</summary>
internal sealed class FolderTransport(IOptions<MailOptions> options, IOptions<DocumentStoreOptions> store) : IMailTransport
{
    private readonly string _folder = options.Value.Folder ?? Path.Combine(store.Value.Path, "mail");

    public bool IsIdempotent => true;

    public async Task SendAsync(MimeMessage mail, Func<Task> beforeHandOver, CancellationToken cancellationToken)
    {
        await beforeHandOver();
        PrivateFolder.Create(_folder);
        var name = Path.Combine(_folder, mail.MessageId!.Split('@')[0]);
        var unfinished = name + ".tmp";
        await using (var file = File.Create(unfinished))
            await mail.WriteToAsync(file, cancellationToken);
        File.Move(unfinished, name + ".eml", overwrite: true);
    }
}
