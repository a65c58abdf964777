using Scim.Bus.Soak.Tests.Faults;
using Scim.Bus.Soak.Tests.Model;
using Scim.Bus.Soak.Tests.Sites;
using Xunit.Abstractions;

namespace Scim.Bus.Soak.Tests;

/// <summary>
/// The whole product under random histories and faults that follow from a seed. The ordinary run has a short form of it, with one tenant
/// and a fixed list of faults; <c>tests/run.sh --soak</c> runs it for twenty minutes with three.
/// </summary>
[Trait("Needs", "Processes")]
[Collection(SoakSuite.Name)]
public sealed class SoakTests(SharedSite shared, ITestOutputHelper output)
{
    private static readonly SoakSettings Settings = SoakSettings.Current;

    [SkippableFact]
    public async Task Nothing_is_lost_doubled_different_or_stuck_whatever_fails()
    {
        var site = await shared.GetAsync();
        try
        {
            await RunAsync(site);
        }
        catch (Exception e) when (e is not SkipException)
        {
            throw new SoakFailedException(
                $"{e.Message}\n\nThe same again: {Settings.Command}\n\nWhat has happened:\n{site.Story}\n\n{e}", e);
        }
    }

    private async Task RunAsync(SoakSite site)
    {
        var histories = new List<History>();
        try
        {
            for (var i = 0; i < (Settings.IsShort ? 1 : 3); i++)
            {
                var tenant = await TestTenant.CreateAsync(site.Deployment);
                histories.Add(new History(tenant, Settings.RandomFor(-1 - i), site.Disturbances, site.Story));
            }

            var soak = new Soak(site, histories);
            var begin = site.Story.Now;
            for (var round = 0; IsToGoOn(round, site.Story.Now - begin); round++)
            {
                var random = Settings.RandomFor(round);
                var faults = Settings.IsShort ? FaultSchedule.Short[round] : FaultSchedule.Draw(site, random);
                await soak.RoundAsync(faults, bursts: Settings.IsShort ? 12 : 30, random);
            }

            site.Story.Tell(soak.Summary);
            output.WriteLine($"Seed {Settings.Seed}: {soak.Summary}\n\n{soak.Recoveries}\n\n{site.Story}");
        }
        finally
        {
            foreach (var history in histories) history.Dispose();
        }
    }

    private static bool IsToGoOn(int round, TimeSpan elapsed) =>
        Settings.IsShort ? round < FaultSchedule.Short.Count : elapsed < TimeSpan.FromMinutes(Settings.Minutes);
}
