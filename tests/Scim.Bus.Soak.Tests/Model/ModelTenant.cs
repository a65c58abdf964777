namespace Scim.Bus.Soak.Tests.Model;

/// <summary>A tenant as it must be once all is at rest.</summary>
internal sealed class ModelTenant(string name)
{
    public string Name { get; } = name;

    public List<ModelUser> Users { get; } = [];

    public List<ModelGroup> Groups { get; } = [];

    public bool AutomaticSync { get; set; } = true;

    /// <summary>The groups to sync; null for all.</summary>
    public IReadOnlyList<ModelGroup>? GroupsToSync { get; set; }

    public IEnumerable<ModelUser> People => Users.Where(user => !user.IsDeleted);

    public IEnumerable<ModelGroup> LivingGroups => Groups.Where(group => !group.IsDeleted);

    /// <summary>Whether the person is provisioned at all.</summary>
    public bool IsInScope(ModelUser user) => GroupsToSync is null || (user.AccessGroup is { } group && GroupsToSync.Contains(group));
}
