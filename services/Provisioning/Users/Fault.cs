namespace Scim.Bus.Provisioning.Users;

/// <summary>Why a saga has given up.</summary>
/// <param name="Generation">Generation of the desired state that was given up. A newer one is tried again.</param>
/// <param name="Reason">Why, for people to read.</param>
/// <param name="Attempts">How many times it was tried.</param>
/// <param name="LookAgainAt">When it is tried once more, as the reason may have passed, UTC; null if the reason can't pass.</param>
internal sealed record Fault(long Generation, string Reason, int Attempts, DateTimeOffset? LookAgainAt = null);
