using Scim.Bus.DocumentStore;

namespace Scim.Bus.ServiceDefaults.Replays;

/// <summary>The collection of a service's parts of replays.</summary>
public static class ReplayPartCollection
{
    /// <summary>Creates the definition for a service's database.</summary>
    public static CollectionDefinition<ReplayPart<TService>> Create<TService>(string service) => new()
    {
        Service = service,
        Name = "replayParts",
    };
}
