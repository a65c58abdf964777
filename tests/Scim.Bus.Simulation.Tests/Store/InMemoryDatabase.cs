using System.Collections.Concurrent;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Simulation.Tests.Store;

/// <summary>The database of a service in memory: what all processes of the service share.</summary>
internal sealed class InMemoryDatabase(string service)
{
    private const int Schema = 1;

    private readonly ConcurrentDictionary<string, object> _collections = new(StringComparer.Ordinal);

    /// <summary>The schema stamp; null without one.</summary>
    public int? Stamp { get; set; } = Schema;

    public InMemoryCollection<T> Collection<T>(CollectionDefinition<T> definition)
        where T : class => (InMemoryCollection<T>)_collections.GetOrAdd(definition.Name, _ => new InMemoryCollection<T>(definition));

    /// <summary>A collection that was opened with bodies of another type; null if there is none of the name.</summary>
    public IOutboxPeek? FindOther<T>(string collection)
        where T : class =>
        _collections.GetValueOrDefault(collection) is IOutboxPeek found and not InMemoryCollection<T> ? found : null;

    /// <summary>The collections that were opened.</summary>
    public IEnumerable<IOutboxPeek> Collections =>
        _collections.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (IOutboxPeek)pair.Value);

    /// <summary>When a document of any collection is next due, UTC; null if none is.</summary>
    public DateTimeOffset? NextDue() => _collections.Values.Min(collection => ((IOutboxPeek)collection).NextDue);

    /// <summary>A collection that was opened.</summary>
    public IOutboxPeek Find(string collection) => (IOutboxPeek)_collections[collection];

    /// <summary>Refuses a database of another version.</summary>
    public void VerifySchema()
    {
        if (Stamp != Schema)
            throw new StoreSchemaException($"The database {service} in memory", Stamp, Schema, "Drop it");
    }
}
