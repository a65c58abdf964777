using Scim.Bus.Soak.Tests.Sites;

namespace Scim.Bus.Soak.Tests.Faults;

/// <summary>The mail server breaks its connections and answers no more for a while.</summary>
internal sealed class StopMailServer() : Fault("mail server away", FaultPart.Mail)
{
    public override async Task RunAsync(SoakSite site, Random random)
    {
        await site.Deployment.Smtp.StopAsync();
        site.Story.Tell(Name);
        try
        {
            await LastAsync(2, 15, random);
        }
        finally
        {
            site.Deployment.Smtp.Start();
            site.Story.Tell("The mail server answers again");
        }
    }
}
