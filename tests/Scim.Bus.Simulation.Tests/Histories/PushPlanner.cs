using System.Globalization;
using Scim.Bus.Contracts;
using Scim.Bus.Simulation.Tests.Model;

namespace Scim.Bus.Simulation.Tests.Histories;

/// <summary>Makes the requests of a push from what the model says when it begins.</summary>
internal sealed class PushPlanner(World world, ModelTenant model)
{
    private static readonly string[] TimeZones = ["Europe/Paris", "Asia/Tokyo"];

    private readonly UserRequests _users = new(world, model);
    private readonly GroupRequests _groups = new(model);
    private readonly AdminRequests _admin = new(model);
    private bool _isEnded;

    /// <summary>The tenant is created.</summary>
    public PushPlan Begin() => new(Keys("everything"), _admin.CreateTenant());

    /// <summary>The last push: automatic sync is on again. Null once it was made.</summary>
    public PushPlan? End()
    {
        if (_isEnded)
            return null;
        _isEnded = true;
        return new PushPlan(Keys("settings"), [_admin.SwitchSync(true)]);
    }

    /// <summary>What a push is about at least, whatever the model says when it begins.</summary>
    public static IReadOnlySet<string> KeysOf(Push push) => Keys("everything", $"person{push.Person}", $"group{push.Group}");

    /// <summary>The requests of a push; null if it means nothing now.</summary>
    public PushPlan? Plan(Push push)
    {
        var person = model.People[push.Person];
        var group = model.Groups[push.Group];
        return push.Kind switch
        {
            PushKind.Create => Of(person, person.Id is null, () => [_users.Create(person, isActive: push.Value % 8 > 0)]),
            PushKind.Rename => Of(person, person.Id is not null, () => [_users.Rename(person, $"Name{push.Value}")]),
            PushKind.Replace => Of(
                person, person.Id is not null, () => [_users.Replace(person, $"Put{push.Value}", person.Address, push.Value % 5 > 0)]),
            PushKind.Deactivate => Of(person, person is { Id: not null, IsActive: true }, () => [_users.Switch(person, false)]),
            PushKind.Reactivate => Of(person, person is { Id: not null, IsActive: false }, () => [_users.Switch(person, true)]),
            PushKind.Delete => Of(person, person.Id is not null, () => [_users.Delete(person)]),
            PushKind.Repeat => Of(person, person.Id is not null, () => [_users.Repeat(person)]),
            PushKind.ExchangeAddresses => Exchange(push),
            PushKind.CreateGroup => Of(group, group.Id is null, () => [_groups.Create(group)]),
            PushKind.RenameGroup => Of(group, group.Id is not null, () => [_groups.Rename(group, push.Value)]),
            PushKind.DeleteGroup => group.Id is null ? null : new PushPlan(
                Keys([$"group{group.Number}", "settings", .. model.People.Select(Key)]), [_groups.Delete(group)]),
            PushKind.Join => Of(person, IsOutside(person, group), () => [_groups.Add(person, group)]),
            PushKind.Leave => Of(person, person.Groups.Count > 0, () => [_groups.Remove(person, person.AccessGroup!)]),
            PushKind.MoveAddFirst => Of(
                person, IsMove(person, group), () => [_groups.Add(person, group), _groups.Remove(person, person.AccessGroup!)]),
            PushKind.MoveRemoveFirst => Of(
                person, IsMove(person, group), () => [_groups.Remove(person, person.AccessGroup!), _groups.Add(person, group)]),
            PushKind.Configure => Of(group, group.Id is not null, () => [_admin.Configure(group, push.Value)]),
            PushKind.SwitchSync => new PushPlan(Keys("settings"), [_admin.SwitchSync(!model.AutomaticSync)]),
            PushKind.ChooseGroups => new PushPlan(Keys("settings", "groups"), [_admin.ChooseGroups(Choice(push))]),
            PushKind.EditAccount => Of(person, person.Id is not null, () => [_admin.Edit(person, TimeZones[push.Value % 2])]),
            PushKind.CreateAccount => Of(
                person,
                person is { Id: null, HasManualAccount: false } && model.DeletedUsers.Count == 0,
                () => [_admin.CreateAccount(person)]),
            PushKind.Sync => new PushPlan(Keys("sync"), [_admin.Sync(isForced: false)]),
            PushKind.ForcedSync => new PushPlan(Keys("sync"), [_admin.Sync(isForced: true)]),
            _ => throw new ArgumentOutOfRangeException(nameof(push)),
        };
    }

    private static bool IsOutside(ModelPerson person, ModelGroup group) =>
        person.Id is not null && group.Id is not null && !person.Groups.Contains(group);

    private static bool IsMove(ModelPerson person, ModelGroup group) => person.Groups.Count > 0 && IsOutside(person, group);

    private List<GroupId>? Choice(Push push) => push.Value % 3 == 0
        ? null
        : [.. model.Groups.Where(group => ((push.Value >> group.Number) & 1) == 1).Select(group => group.Id).OfType<GroupId>()];

    /// <summary>Two or three people exchange their addresses in a circle, by way of a spare one.</summary>
    private PushPlan? Exchange(Push push)
    {
        var people = model.People.Skip(push.Person).Concat(model.People.Take(push.Person))
            .Where(person => person is { Id: not null, HasManualAccount: false }).Take(2 + (push.Value % 2)).ToList();
        if (people.Count < 2)
            return null;
        var spare = string.Create(CultureInfo.InvariantCulture, $"spare{model.Spares++}@{model.Id}.example");
        var addresses = people.Select(person => person.Address).ToList();
        List<Request> requests = [To(people[0], spare)];
        for (var i = 1; i < people.Count; i++)
            requests.Add(To(people[i], addresses[i - 1]));
        requests.Add(To(people[0], addresses[^1]));
        return new PushPlan(Keys([.. people.Select(Key)]), requests);

        Request To(ModelPerson person, string address) => _users.Replace(person, person.GivenName, address, person.IsActive);
    }

    private static PushPlan? Of(ModelPerson person, bool isMeant, Func<IReadOnlyList<Request>> requests) =>
        isMeant ? new PushPlan(Keys(Key(person)), requests()) : null;

    private static PushPlan? Of(ModelGroup group, bool isMeant, Func<IReadOnlyList<Request>> requests) =>
        isMeant ? new PushPlan(Keys($"group{group.Number}", "groups"), requests()) : null;

    private static string Key(ModelPerson person) => $"person{person.Number}";

    private static HashSet<string> Keys(params string[] keys) => new(keys, StringComparer.Ordinal);
}
