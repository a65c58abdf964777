using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.ServiceDefaults.Replays;

/// <summary>The collections of a service's parts of replays, one for each type that it sends.</summary>
public static class ReplayPartCollection
{
    /// <summary>Creates the definition for a service's database.</summary>
    /// <typeparam name="TJob">The job that sends the part.</typeparam>
    public static CollectionDefinition<ReplayPart<TJob>> Create<TJob>(string service, ReplayType type) => new()
    {
        Service = service,
        Name = $"{type.ToString().ToLowerInvariant()}ReplayParts",
    };
}
