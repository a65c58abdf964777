using System.Diagnostics.Metrics;

namespace Scim.Bus.DocumentStore;

/// <summary>Metrics of the document store.</summary>
public static class StoreTelemetry
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Scim.Bus.DocumentStore";

    /// <summary>Name of the counter of durable writes.</summary>
    public const string WritesName = "scimbus.store.writes";

    /// <summary>Tag of a write: the service whose database it went to.</summary>
    public const string Database = "database";

    /// <summary>Tag of a write: the collection.</summary>
    public const string Collection = "collection";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Writes = Meter.CreateCounter<long>(
        WritesName, "{write}", "Durable writes to the store; several documents written together are one");

    /// <summary>Counts a write that is durable. A write that was refused is none.</summary>
    internal static void CountWrite<T>(CollectionDefinition<T> definition)
        where T : class => Writes.Add(1, Tags(definition));

    private static ReadOnlySpan<KeyValuePair<string, object?>> Tags<T>(CollectionDefinition<T> definition)
        where T : class =>
        (KeyValuePair<string, object?>[])[new(Database, definition.Service), new(Collection, definition.Name)];
}
