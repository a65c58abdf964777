using MimeKit;
using Scim.Bus.Notifications.Mail;
using Scim.Bus.Simulation.Tests.Kernel;
using Scim.Bus.Simulation.Tests.Processes;

namespace Scim.Bus.Simulation.Tests.Messages;

/// <summary>A mail server that may ask to try later, or break off before or after it took the mail.</summary>
internal sealed class SimulatedMailServer(SimulatedProcess process) : IMailTransport
{
    public bool IsIdempotent => false;

    public async Task SendAsync(MimeMessage mail, Func<Task> beforeHandOver, CancellationToken cancellationToken)
    {
        await beforeHandOver();
        var fault = await process.EnterAsync(StepKind.Mail, "mail");
        if (fault == FaultKind.MailRefused)
            throw new MailRefusedException("Try again later.", isPermanent: false);
        process.World.Watching.Mailed(mail);
        if (fault == FaultKind.MailCut)
            throw new IOException("The connection broke.");
        await process.EnterAsync(StepKind.Written, "mail");
    }
}
