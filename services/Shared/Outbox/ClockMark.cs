using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Outbox;

/// <summary>The latest time that a process of a service has noted (<see cref="DueClock"/>): a document in each database.</summary>
/// <param name="Now">The time, UTC.</param>
internal sealed record ClockMark(DateTimeOffset Now)
{
    /// <summary>Key of the document.</summary>
    public const string Key = "now";

    /// <summary>Partition of the document. No tenant can have this name.</summary>
    public static TenantId Partition { get; } = TenantId.Parse("scim-bus", null);

    /// <summary>Creates the definition of a service's collection.</summary>
    public static CollectionDefinition<ClockMark> Collection(string service) => new() { Service = service, Name = "clock" };
}
