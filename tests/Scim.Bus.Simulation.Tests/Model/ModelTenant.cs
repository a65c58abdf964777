using Scim.Bus.Contracts;

namespace Scim.Bus.Simulation.Tests.Model;

/// <summary>A tenant as it must be once all is at rest. It changes when a push is answered.</summary>
internal sealed class ModelTenant
{
    private const int PeopleCount = 5;
    private const int GroupCount = 3;

    public ModelTenant(string name)
    {
        Id = TenantId.Parse(name, null);
        People = [.. Enumerable.Range(0, PeopleCount).Select(number => new ModelPerson(name, number))];
        Groups = [.. Enumerable.Range(0, GroupCount).Select(number => new ModelGroup(number))];
    }

    public TenantId Id { get; }

    public IReadOnlyList<ModelPerson> People { get; }

    public IReadOnlyList<ModelGroup> Groups { get; }

    /// <summary>Users that were deleted: their ids never come back.</summary>
    public List<UserId> DeletedUsers { get; } = [];

    public List<GroupId> DeletedGroups { get; } = [];

    public bool AutomaticSync { get; set; } = true;

    /// <summary>The groups to sync; null for all.</summary>
    public IReadOnlyList<GroupId>? GroupsToSync { get; set; }

    /// <summary>Whether a forced sync was ever started: it overwrites what admins wrote into accounts.</summary>
    public bool WasForced { get; set; }

    public int Spares { get; set; }

    /// <summary>Whether the person is provisioned at all.</summary>
    public bool IsInScope(ModelPerson person) =>
        GroupsToSync is null || (person.AccessGroup?.Id is { } group && GroupsToSync.Contains(group));
}
