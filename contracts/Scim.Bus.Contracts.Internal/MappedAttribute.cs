namespace Scim.Bus.Contracts.Internal;

/// <summary>A field of an account that comes from a profile.</summary>
/// <param name="Name">Name of the field in the admin API.</param>
/// <param name="Attribute">Name of the attribute in the profile.</param>
/// <param name="InProfile">Reads the value from a profile.</param>
/// <param name="InAccount">Reads the value from an account.</param>
public sealed record MappedAttribute(
    string Name, string Attribute, Func<UserProfile, object?> InProfile, Func<AccountState, object?> InAccount);
