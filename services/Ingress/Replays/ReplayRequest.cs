using Scim.Bus.Contracts;

namespace Scim.Bus.Ingress.Replays;

/// <summary>The body of a request for a replay.</summary>
/// <param name="Queue">The queue of one subscriber; null for all subscribers.</param>
/// <param name="Rate">Maximum number of users, groups, accounts or people's access a second of each service; null for 100.</param>
/// <param name="Types">What is sent; null for users, groups and memberships.</param>
internal sealed record ReplayRequest(string? Queue, int? Rate, IReadOnlyList<ReplayType>? Types = null);
