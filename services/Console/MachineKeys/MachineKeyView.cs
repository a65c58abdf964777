using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.MachineKeys;

/// <summary>A machine key in the admin API.</summary>
internal sealed record MachineKeyView
{
    public required Guid Id { get; init; }

    public required string Name { get; init; }

    public required IReadOnlyList<string> Roles { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required Actor CreatedBy { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required DateTimeOffset? LastUsedAt { get; init; }

    public static MachineKeyView From(MachineKeyRecord key) => new()
    {
        Id = key.Id,
        Name = key.Name,
        Roles = key.Roles,
        CreatedAt = key.CreatedAt,
        CreatedBy = key.CreatedBy,
        ExpiresAt = key.ExpiresAt,
        LastUsedAt = key.LastUsedAt,
    };
}

/// <summary>A machine key with its secret, as only the answer that creates it has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Roles">Its roles.</param>
/// <param name="CreatedAt">When it was created, UTC.</param>
/// <param name="ExpiresAt">When it expires, UTC.</param>
/// <param name="Key">The secret.</param>
internal sealed record CreatedMachineKey(
    Guid Id, string Name, IReadOnlyList<string> Roles, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, string Key);
