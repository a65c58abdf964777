namespace Scim.Bus.Soak.Tests.Model;

/// <summary>
/// Pushes that run side by side. Each person is in one of them at most, and a group that is changed as a whole too: what they lead to does
/// not depend on which of them comes first, so that the model knows it.
/// </summary>
internal sealed class Burst
{
    private readonly HashSet<object> _taken = [];
    private readonly HashSet<ModelGroup> _shared = [];

    public List<Func<Task>> Pushes { get; } = [];

    public bool IsFree(ModelUser user) => !_taken.Contains(user);

    /// <summary>Whether members may be added and removed, one by one.</summary>
    public bool IsFree(ModelGroup group) => !_taken.Contains(group);

    /// <summary>Whether the group can be changed as a whole.</summary>
    public bool IsUnused(ModelGroup group) => IsFree(group) && !_shared.Contains(group);

    public void Take(params IEnumerable<ModelUser> users) => _taken.UnionWith(users);

    public void Take(ModelGroup group) => _taken.Add(group);

    public void Share(ModelGroup group) => _shared.Add(group);
}
