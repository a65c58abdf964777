using Scim.Bus.Soak.Tests.Sites;

namespace Scim.Bus.Soak.Tests.Faults;

/// <summary>The document server is killed and started again.</summary>
internal sealed class KillStore() : Fault("kill -9 of the document server", FaultPart.Store)
{
    public override bool IsPossible(SoakSite site) => site.Mongo is { CanBeKilled: true };

    public override async Task RunAsync(SoakSite site, Random random)
    {
        using var _ = site.Disturbances.Begin();
        await site.Mongo!.KillAsync();
        site.Story.Tell(Name);
        try
        {
            await LastAsync(1, 15, random);
        }
        finally
        {
            await site.Mongo.RestartAsync();
            site.Story.Tell("The document server answers again");
        }
    }
}

/// <summary>The disk under the SQLite files is full.</summary>
internal sealed class FillDisk() : Fault("disk full", FaultPart.Store)
{
    public override bool IsPossible(SoakSite site) => site.Disk is not null;

    public override async Task RunAsync(SoakSite site, Random random)
    {
        using var _ = site.Disturbances.Begin();
        site.Disk!.Fill();
        site.Story.Tell(Name);
        try
        {
            await LastAsync(3, 15, random);
        }
        finally
        {
            site.Disk.Clear();
            site.Story.Tell("The disk has room again");
        }
    }
}
