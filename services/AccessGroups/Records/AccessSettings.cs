namespace Scim.Bus.AccessGroups.Records;

/// <summary>What the members of an Access Group may do, may see and are notified of: names of the catalogue.</summary>
internal sealed record AccessSettings
{
    public static AccessSettings None { get; } = new();

    public IReadOnlyList<string> Permissions { get; init; } = [];

    public IReadOnlyList<string> Visibilities { get; init; } = [];

    public IReadOnlyList<string> Notifications { get; init; } = [];

    /// <summary>True if all three lists have the same names in the same order.</summary>
    public bool Equals(AccessSettings? other) => other is not null
        && Permissions.SequenceEqual(other.Permissions)
        && Visibilities.SequenceEqual(other.Visibilities)
        && Notifications.SequenceEqual(other.Notifications);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var name in Permissions.Concat(Visibilities).Concat(Notifications))
            hash.Add(name, StringComparer.Ordinal);
        return hash.ToHashCode();
    }
}
