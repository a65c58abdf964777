using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Parts;

namespace Scim.Bus.Console.Pages.Keys;

/// <summary>Machine keys of a tenant, or of all.</summary>
/// <param name="Keys">A page of them.</param>
/// <param name="Now">Current time, UTC.</param>
/// <param name="Path">Address of the page.</param>
/// <param name="First">Address of the first page; null on it.</param>
/// <param name="Next">Address of the next page; null on the last one.</param>
/// <param name="MayChange">Whether keys may be created and deleted.</param>
/// <param name="Roles">The roles that may be chosen from; null where any may be written.</param>
public sealed record KeysModel(
    IReadOnlyList<MachineKey> Keys,
    DateTimeOffset Now,
    string Path,
    string? First,
    string? Next,
    bool MayChange,
    IReadOnlyList<(string Value, string Text)>? Roles)
{
    /// <summary>What was entered for a new key.</summary>
    public KeyForm NewKey { get; init; } = new("", [], Lifetimes.Usual);
}

/// <summary>What a new key is to be, as entered.</summary>
/// <param name="Name">The program that it is for.</param>
/// <param name="RoleNames">Its roles.</param>
/// <param name="Lifetime">How long it is to be good for.</param>
public sealed record KeyForm(string Name, IReadOnlyList<string> RoleNames, string Lifetime)
{
    /// <summary>Name of the field with the roles.</summary>
    public const string Roles = "roles";
}
