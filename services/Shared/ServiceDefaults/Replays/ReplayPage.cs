using Scim.Bus.Outbox;

namespace Scim.Bus.ServiceDefaults.Replays;

/// <summary>A page of what a service sends again.</summary>
/// <param name="Messages">The messages, each with the id of what it is about.</param>
/// <param name="Last">Id of the last document of the page.</param>
/// <param name="HasMore">False if this is the last page.</param>
public sealed record ReplayPage(IReadOnlyList<(Guid Subject, PendingMessage Message)> Messages, string? Last, bool HasMore);
