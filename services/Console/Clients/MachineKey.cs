using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Clients;

/// <summary>A machine key, without its secret.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The program that it is for.</param>
/// <param name="Roles">Its roles.</param>
/// <param name="CreatedAt">When it was created, UTC.</param>
/// <param name="CreatedBy">Who created it.</param>
/// <param name="ExpiresAt">When it expires, UTC.</param>
/// <param name="LastUsedAt">When it was used last, UTC, to ten minutes; null if it never was.</param>
public sealed record MachineKey(
    Guid Id,
    string Name,
    IReadOnlyList<string> Roles,
    DateTimeOffset CreatedAt,
    Actor CreatedBy,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? LastUsedAt);
