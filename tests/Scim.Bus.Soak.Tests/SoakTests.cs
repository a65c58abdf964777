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
public sealed class SoakTests(RabbitMqFixture rabbit, MongoFixture mongo, ITestOutputHelper output)
    : IClassFixture<RabbitMqFixture>, IClassFixture<MongoFixture>
{
    [SkippableFact]
    public async Task Nothing_is_lost_doubled_different_or_stuck_whatever_fails()
    {
        var settings = SoakSettings.Read();
        var story = new Story();
        story.Tell($"Seed {settings.Seed}");
        try
        {
            await using var site = await SoakSite.StartAsync(
                await rabbit.GetAsync(), settings.OnMongoDb ? await mongo.GetAsync() : null, story);
            await RunAsync(settings, site, story);
        }
        catch (Exception e) when (e is not SkipException)
        {
            throw new SoakFailedException(
                $"{e.Message}\n\nThe same again: {settings.Command}\n\nWhat has happened:\n{story}\n\n{e}", e);
        }
    }

    private async Task RunAsync(SoakSettings settings, SoakSite site, Story story)
    {
        var histories = new List<History>();
        try
        {
            for (var i = 0; i < (settings.IsShort ? 1 : 3); i++)
            {
                var tenant = await TestTenant.CreateAsync(site.Deployment);
                histories.Add(new History(tenant, settings.RandomFor(-1 - i), site.Disturbances, story));
            }

            var soak = new Soak(site, histories);
            for (var round = 0; IsToGoOn(settings, round, story); round++)
                {
                var random = settings.RandomFor(round);
                var faults = settings.IsShort ? FaultSchedule.Short[round] : FaultSchedule.Draw(site, random);
                await soak.RoundAsync(faults, bursts: settings.IsShort ? 12 : 30, random);
            }


            story.Tell(soak.Summary);
            output.WriteLine($"Seed {settings.Seed}: {soak.Summary}\n\n{soak.Recoveries}\n\n{story}");
        }
        finally
        {
            foreach (var history in histories) history.Dispose();
        }
    }

    private static bool IsToGoOn(SoakSettings settings, int round, Story story) =>
        settings.IsShort ? round < FaultSchedule.Short.Count : story.Now < TimeSpan.FromMinutes(settings.Minutes);
}
