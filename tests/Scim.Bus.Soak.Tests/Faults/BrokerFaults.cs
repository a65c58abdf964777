using Scim.Bus.Soak.Tests.Sites;

namespace Scim.Bus.Soak.Tests.Faults;

/// <summary>The broker is killed and started again.</summary>
internal sealed class KillBroker() : Fault("kill -9 of the broker", FaultPart.Broker)
{
    public override async Task RunAsync(SoakSite site, Random random)
    {
        await site.Broker.KillAsync();
        site.Story.Tell(Name);
        try
        {
            await LastAsync(1, 15, random);
        }
        finally
        {
            await site.Broker.RestartAsync();
            site.Story.Tell("The broker answers again");
        }
    }
}

/// <summary>The broker blocks those who publish, as for want of memory.</summary>
internal sealed class RaiseMemoryAlarm() : Fault("memory alarm of the broker", FaultPart.Broker)
{
    public override async Task RunAsync(SoakSite site, Random random)
    {
        await site.Broker.SetMemoryAlarmAsync(isRaised: true);
        site.Story.Tell(Name);
        try
        {
            await LastAsync(5, 25, random);
        }
        finally
        {
            await site.Broker.SetMemoryAlarmAsync(isRaised: false);
            site.Story.Tell("The memory alarm is over");
        }
    }
}

/// <summary>The broker refuses the services' login, as while its password is rotated.</summary>
internal sealed class RefuseLogin() : Fault("login refused by the broker", FaultPart.Broker)
{
    public override async Task RunAsync(SoakSite site, Random random)
    {
        await site.Broker.SetUserAsync(site.VirtualHost, SoakSite.BrokerUser, "another-password");
        site.Story.Tell(Name);
        try
        {
            for (var i = 0; i < 5; i++)
            {
                await site.Broker.CloseConnectionsAsync(SoakSite.BrokerUser);
                await LastAsync(1, 4, random);
            }
        }
        finally
        {
            await site.Broker.SetUserAsync(site.VirtualHost, SoakSite.BrokerUser, SoakSite.BrokerPassword);
            site.Story.Tell("The login is right again");
        }
    }
}
