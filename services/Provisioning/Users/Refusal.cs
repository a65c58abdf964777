namespace Scim.Bus.Provisioning.Users;

/// <summary>Accounts refused a command.</summary>
/// <param name="Reason">Why, for people to read.</param>
/// <param name="MayPass">Whether the same command may succeed later.</param>
internal sealed record Refusal(string Reason, bool MayPass);
