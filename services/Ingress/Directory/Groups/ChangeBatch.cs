namespace Scim.Bus.Ingress.Directory.Groups;

/// <summary>Changes of a group that are stored in one write.</summary>
/// <param name="changes">The changes in the order in which they came.</param>
internal sealed class ChangeBatch(IReadOnlyList<WaitingChange> changes)
{
    /// <summary>Most changes that are taken at once.</summary>
    public const int Most = 64;

    /// <summary>Members whom the changes may name before no further one is added: a group's document stays small.</summary>
    private const int MostMembers = 500;

    private int _applied = changes.Count;

    /// <summary>Those that have to wait until the others are stored.</summary>
    public IEnumerable<WaitingChange> Left => changes.Skip(_applied);

    /// <summary>Applies as many of the changes as can be stored together, at least the first.</summary>
    public async Task<GroupRecord> ApplyAsync(GroupRecord before)
    {
        var group = before;
        for (_applied = 0; _applied < changes.Count && HasRoom(group); _applied++)
        {
            var next = await changes[_applied].ApplyAsync(group);
            // A name may belong to another group, which would refuse the changes that are stored with it, also those that change nothing.
            if (next is null || (next.DisplayName != group.DisplayName && _applied > 0))
                break;
            group = next;
            if (group.DisplayName == before.DisplayName)
                continue;
            _applied++;
            break;
        }

        return group;
    }

    /// <summary>Answers the requests whose changes are stored.</summary>
    public void Finish()
    {
        foreach (var change in changes.Take(_applied))
            change.Finish();
    }

    /// <summary>Answers the requests whose changes were to be stored.</summary>
    public void Fail(Exception error)
    {
        foreach (var change in changes.Take(_applied))
            change.Fail(error);
    }

    private static bool HasRoom(GroupRecord group) =>
        group.Intents.Sum(intent => intent.Add.Count + intent.Remove.Count) < MostMembers;
}
