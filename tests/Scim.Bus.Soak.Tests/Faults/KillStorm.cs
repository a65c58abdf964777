using Scim.Bus.Soak.Tests.Sites;

namespace Scim.Bus.Soak.Tests.Faults;

/// <summary>Services are killed one after the other, without a pause, also while others are starting.</summary>
internal sealed class KillStorm() : Fault("services killed one after the other", FaultPart.Services)
{
    public override async Task RunAsync(SoakSite site, Random random)
    {
        var kill = new KillService();
        var kills = Enumerable.Range(0, 4).Select(_ => new Random(random.Next())).ToList();
        await Parallel.ForEachAsync(
            kills, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (own, _) => await kill.RunAsync(site, own));
    }
}
