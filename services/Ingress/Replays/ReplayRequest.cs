namespace Scim.Bus.Ingress.Replays;

/// <summary>The body of a request for a replay.</summary>
/// <param name="Queue">The queue of one subscriber; null for all subscribers.</param>
/// <param name="Rate">Maximum number of users or groups a second; null for 100.</param>
internal sealed record ReplayRequest(string? Queue, int? Rate);
