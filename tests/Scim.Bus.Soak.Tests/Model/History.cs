namespace Scim.Bus.Soak.Tests.Model;

/// <summary>A tenant's random history: what its identity provider pushes and its admins set, and the model that follows from it.</summary>
internal sealed class History : IDisposable
{
    private const int LargestBurst = 8;

    private readonly TestTenant _tenant;
    private readonly Random _random;
    private readonly Story _story;
    private readonly UserPushes _users;
    private readonly GroupPushes _groups;
    private readonly SettingsPushes _settings;

    public History(TestTenant tenant, Random random, Sites.Disturbances disturbances, Story story)
    {
        (_tenant, _random, _story) = (tenant, random, story);
        Model = new ModelTenant(tenant.Id);
        Client = new PersistentClient(tenant, disturbances);
        _users = new UserPushes(Model, Client, random);
        _groups = new GroupPushes(Model, Client, random);
        _settings = new SettingsPushes(Model, Client, random);
    }

    public ModelTenant Model { get; }

    public PersistentClient Client { get; }

    public TestTenant Tenant => _tenant;

    /// <summary>Goes on with a number of bursts. At its end automatic sync is on.</summary>
    public async Task GoOnAsync(int bursts)
    {
        var before = Client.Answered;
        for (var i = 0; i < bursts; i++)
        {
            var burst = Plan();
            await Task.WhenAll(burst.Pushes.Select(push => push()));
            if (_random.Next(12) == 0) await _settings.ChangeAsync();
        }

        await _settings.FinishAsync();
        _story.Tell(
            $"{Model.Name}: {Client.Answered - before} requests answered in {bursts} bursts; {Model.People.Count()} people, "
            + $"{Model.LivingGroups.Count()} groups, groups to sync: {Model.GroupsToSync?.Count.ToString("0", null) ?? "all"}");
    }

    /// <summary>All is at rest: an admin can configure every group.</summary>
    public void CameToRest()
    {
        foreach (var group in Model.LivingGroups) group.IsKnown = true;
    }

    public void Dispose() => _tenant.Dispose();

    private Burst Plan()
    {
        var burst = new Burst();
        var size = 1 + _random.Next(LargestBurst);
        for (var i = 0; i < size; i++) PlanOne(burst);
        return burst;
    }

    private void PlanOne(Burst burst)
    {
        // Weights out of a hundred.
        Action<Burst> push = _random.Next(100) switch
        {
            < 24 => _users.Create,
            < 34 => _users.Rename,
            < 40 => _users.Replace,
            < 50 => _users.Switch,
            < 55 => _users.Delete,
            < 59 => _users.Exchange,
            < 65 => _groups.Create,
            < 67 => _groups.Rename,
            < 79 => _groups.Add,
            < 85 => _groups.Remove,
            < 91 => _groups.Move,
            < 94 => _groups.Replace,
            < 95 => _groups.Delete,
            _ => _groups.Configure,
        };
        push(burst);
    }
}
