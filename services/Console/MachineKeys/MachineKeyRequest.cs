namespace Scim.Bus.Console.MachineKeys;

/// <summary>A request for a machine key.</summary>
/// <param name="Name">Says which program it is for.</param>
/// <param name="Roles">Its roles.</param>
/// <param name="ExpiresAt">When it expires; in a year if it is null.</param>
internal sealed record MachineKeyRequest(string? Name, IReadOnlyList<string>? Roles, DateTimeOffset? ExpiresAt);
