namespace Scim.Bus.Simulation.Tests.Histories;

/// <summary>Chooses the pushes of a history.</summary>
internal static class PushScript
{
    private const int People = 5;
    private const int Groups = 3;

    /// <summary>How often each kind comes, in proportion.</summary>
    private static readonly (PushKind Kind, int Weight)[] Weights =
    [
        (PushKind.Create, 16), (PushKind.Rename, 8), (PushKind.Replace, 6), (PushKind.Deactivate, 7), (PushKind.Reactivate, 6),
        (PushKind.Delete, 5), (PushKind.ExchangeAddresses, 7), (PushKind.Repeat, 5), (PushKind.CreateGroup, 8), (PushKind.RenameGroup, 2),
        (PushKind.DeleteGroup, 2), (PushKind.Join, 10), (PushKind.Leave, 4), (PushKind.MoveAddFirst, 4), (PushKind.MoveRemoveFirst, 4),
        (PushKind.Configure, 6), (PushKind.SwitchSync, 6), (PushKind.ChooseGroups, 3), (PushKind.EditAccount, 3),
        (PushKind.CreateAccount, 3), (PushKind.Sync, 2), (PushKind.ForcedSync, 1),
    ];

    private static readonly PushKind[] Drawn = [.. Weights.SelectMany(entry => Enumerable.Repeat(entry.Kind, entry.Weight))];

    /// <summary>Pushes of one to three tenants; most histories are short, because a fault needs no long one.</summary>
    public static IReadOnlyList<Push> Choose(Random random)
    {
        var tenants = 1 + random.Next(3);
        var count = 6 + random.Next(18);
        var pushes = new List<Push>();
        for (var tenant = 1; tenant <= tenants; tenant++)
        {
            // Nothing happens without anybody.
            Add(tenant, PushKind.Create);
            Add(tenant, PushKind.CreateGroup);
            Add(tenant, PushKind.Create);
        }

        // In one history in four, admins can't make up their minds about automatic sync.
        var isSwitched = random.Next(4) == 0;
        while (pushes.Count < count)
        {
            Add(1 + random.Next(tenants), Drawn[random.Next(Drawn.Length)]);
            if (isSwitched && random.Next(3) == 0)
                Add(1 + random.Next(tenants), PushKind.SwitchSync);
        }

        return pushes;

        void Add(int tenant, PushKind kind) => pushes.Add(new Push(
            pushes.Count, $"t{tenant}", kind, random.Next(People), random.Next(Groups), random.Next(1_000)));
    }
}
