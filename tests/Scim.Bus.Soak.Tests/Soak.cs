using Scim.Bus.Soak.Tests.Checks;
using Scim.Bus.Soak.Tests.Faults;
using Scim.Bus.Soak.Tests.Model;
using Scim.Bus.Soak.Tests.Sites;

namespace Scim.Bus.Soak.Tests;

/// <summary>
/// Rounds of random histories under faults. After each round everything has to come to rest, and to be as the model says: nothing lost,
/// nothing doubled, nothing different, nobody stuck.
/// </summary>
internal sealed class Soak(SoakSite site, IReadOnlyList<History> histories)
{
    /// <summary>How long all may take to come to rest: longer than any lease, on a machine that is ten times slower.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    private readonly MailCheck _mails = new(site.Deployment.Smtp);

    public RecoveryTable Recoveries { get; } = new();

    public string Summary =>
        $"{histories.Sum(history => history.Client.Answered)} requests answered, {histories.Sum(history => history.Client.Repeated)} sent "
        + $"again, {histories.Sum(history => history.Model.Users.Count)} people, {_mails.Count} mails, longest stop "
        + (site.LongestStop is { } longest ? FormattableString.Invariant($"{longest.TotalSeconds:0.0} s") : "none");

    /// <summary>Pushes for a while under faults, then waits for rest and compares.</summary>
    /// <param name="faults">What goes wrong.</param>
    /// <param name="bursts">How many bursts each tenant pushes.</param>
    /// <param name="random">Decides when and to whom.</param>
    public async Task RoundAsync(IReadOnlyList<Fault> faults, int bursts, Random random)
    {
        var name = string.Join(" + ", faults.Select(fault => fault.Name));
        site.Story.Tell($"--- {name}");
        var pushing = Task.WhenAll(histories.Select(history => history.GoOnAsync(bursts)));
        await Task.Delay(TimeSpan.FromSeconds(random.NextDouble()));
        await Task.WhenAll([pushing, .. faults.Select(fault => fault.RunAsync(site, new Random(random.Next())))]);
        var end = site.Story.Now;
        site.Story.Tell("Everything was pushed, and nothing is wrong any more");

        await ComeToRestAsync();
        var took = site.Story.Now - end;
        Recoveries.Add(name, took);
        site.Story.Tell(FormattableString.Invariant($"At rest {took.TotalSeconds:0.0} s later, and all as it should be"));
        await BusCheck.DiscardErrorsAsync(site, histories[0].Tenant.Admin);
        foreach (var history in histories) history.CameToRest();
    }

    private async Task ComeToRestAsync()
    {
        var begin = site.Story.Now;
        var told = begin;
        while (true)
        {
            var differences = await FindDifferencesAsync();
            if (differences.Count == 0) return;
            if (site.Story.Now - told > TellEvery)
            {
                told = site.Story.Now;
                site.Story.Tell($"Not at rest yet: {differences[0]}, and {differences.Count - 1} more");
            }

            if (site.Story.Now - begin > Patience)
                throw new SoakFailedException($"Not at rest after {Patience}:\n{string.Join('\n', differences.Take(40))}");
            await Task.Delay(Pause);
        }
    }

    private async Task<IReadOnlyList<string>> FindDifferencesAsync()
    {
        var differences = new Differences();
        try
        {
            await BusCheck.CompareAsync(site, histories[0].Tenant.Admin, differences);
            foreach (var history in differences.Lines.Count == 0 ? histories : [])
            {
                await DirectoryCheck.CompareAsync(history.Tenant, history.Model, differences);
                await AccountCheck.CompareAsync(history.Tenant, history.Model, differences);
                await _mails.CompareAsync(history.Tenant, history.Model, differences);
            }
        }
        catch (Exception e) when (e is HttpRequestException or InvalidOperationException or UnexpectedStatusException)
        {
            // A service that answers with an error now has to answer before the time is up.
            differences.Require(false, () => e.Message);
        }

        return differences.Lines;
    }
}
