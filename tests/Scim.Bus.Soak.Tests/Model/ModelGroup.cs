namespace Scim.Bus.Soak.Tests.Model;

/// <summary>A group as the identity provider knows it, with the permissions that an admin gave it.</summary>
internal sealed class ModelGroup(string name)
{
    /// <summary>The id that the directory gave; empty before.</summary>
    public string Id { get; set; } = "";

    public string Name { get; set; } = name;

    public bool IsDeleted { get; set; }

    /// <summary>Sorted.</summary>
    public IReadOnlyList<string> Permissions { get; set; } = [];

    /// <summary>Whether all was at rest since it was created, so that an admin can configure it at once.</summary>
    public bool IsKnown { get; set; }

    public override string ToString() => $"{Name} ({Id})";
}
