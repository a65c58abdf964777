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

    /// <summary>Tag of a write: <c>single</c>, or <c>batch</c> for several documents together.</summary>
    public const string Kind = "kind";

    /// <summary>Value of <see cref="Kind"/> for several documents together.</summary>
    public const string Batch = "batch";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Writes = Meter.CreateCounter<long>(
        WritesName, "{write}", "Durable writes to the store; several documents written together are one");

    private static readonly Counter<long> Conflicts = Meter.CreateCounter<long>(
        "scimbus.store.conflicts", "{conflict}", "Changes that were made again because another writer was faster");

    /// <summary>Counts a write that is durable. A write that was refused is none.</summary>
    internal static void CountWrite<T>(CollectionDefinition<T> definition)
        where T : class => Count(definition, "single");

    /// <summary>Counts the write of several documents together.</summary>
    internal static void CountBatch<T>(CollectionDefinition<T> definition)
        where T : class => Count(definition, Batch);

    /// <summary>Counts a change that has to be made again.</summary>
    internal static void CountConflict(string database, string collection) =>
        Conflicts.Add(1, new KeyValuePair<string, object?>(Database, database), new KeyValuePair<string, object?>(Collection, collection));

    private static void Count<T>(CollectionDefinition<T> definition, string kind)
        where T : class => Writes.Add(
        1,
        new KeyValuePair<string, object?>(Database, definition.Service),
        new KeyValuePair<string, object?>(Collection, definition.Name),
        new KeyValuePair<string, object?>(Kind, kind));
}
