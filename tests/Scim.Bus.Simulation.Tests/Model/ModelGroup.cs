using Scim.Bus.Contracts;

namespace Scim.Bus.Simulation.Tests.Model;

/// <summary>A group as the identity provider knows it, with the permissions that an admin gave it.</summary>
internal sealed class ModelGroup(int number)
{
    public int Number => number;

    /// <summary>Null before it is created, and after it was deleted.</summary>
    public GroupId? Id { get; set; }

    public string Name { get; set; } = $"Group {number}";

    public IReadOnlyList<string> Permissions { get; set; } = [];

    public override string ToString() => $"{Name} ({Id})";
}
