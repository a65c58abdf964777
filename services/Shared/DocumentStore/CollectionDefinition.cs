using System.Text.Json.Nodes;
using Scim.Bus.DocumentStore.Search;
using Scim.Protocol.Schemas;

namespace Scim.Bus.DocumentStore;

/// <summary>Definition of a collection: its owner, the fields that queries may name, its unique keys and its indexes.</summary>
/// <typeparam name="T">Type of the documents' bodies.</typeparam>
public sealed record CollectionDefinition<T>
    where T : class
{
    private static readonly Func<T, IEnumerable<UniqueKey>> NoUniqueKeys = _ => [];

    /// <summary>Service that owns the collection; its database has the same name, and no other service opens it.</summary>
    public required string Service { get; init; }

    /// <summary>Name of the collection.</summary>
    public required string Name { get; init; }

    /// <summary>Attributes that queries may name; none by default.</summary>
    public ResourceType Attributes { get; init; } = DocumentFields.Create("Document");

    /// <summary>Makes the resource that filters and sort keys apply to, of the type <see cref="Attributes"/>.</summary>
    public Func<T, JsonObject> Resource { get; init; } = _ => [];

    /// <summary>
    /// Keys that are unique among the tenant's documents, as far as they have the same name. A document may have several keys of one name.
    /// Compared ordinally: <see cref="Scim.Protocol.Identifiers.CanonicalKey"/> makes keys of what people write.
    /// </summary>
    public Func<T, IEnumerable<UniqueKey>> UniqueKeys { get; init; } = NoUniqueKeys;

    /// <summary>The unique keys that a tombstone keeps; none by default.</summary>
    public Func<T, IEnumerable<UniqueKey>> TombstoneKeys { get; init; } = NoUniqueKeys;

    /// <summary>Indexed attributes, such as <c>emails.value</c>. Text and times only.</summary>
    public IReadOnlyList<string> Indexed { get; init; } = [];

    /// <summary>
    /// Waits before a change that lost to another writer is tried again: for a random time of at most this long. Without it, many writers
    /// of one document keep colliding and some never win.
    /// </summary>
    public Func<TimeSpan, CancellationToken, Task> BackOff { get; init; } =
        static (longest, cancellationToken) => Task.Delay(longest * Random.Shared.NextDouble(), cancellationToken);

    /// <summary>Waits after a failed attempt: twice as long after each, up to a limit, as <see cref="BackOff"/> has it.</summary>
    internal Task BackOffAsync(int attempt, TimeSpan limit, CancellationToken cancellationToken)
    {
        var longest = TimeSpan.FromMilliseconds(Math.Pow(2, attempt));
        return BackOff(longest < limit ? longest : limit, cancellationToken);
    }

    internal bool HasUniqueKeys => UniqueKeys != NoUniqueKeys || TombstoneKeys != NoUniqueKeys;

    /// <summary>Makes the form of a document that queries run on.</summary>
    internal JsonObject SearchDocumentOf(T body) => SearchDocument.From(Resource(body), Attributes);

    internal IReadOnlyList<SearchPath> IndexedPaths => field ??= [.. Indexed.SelectMany(name => SearchPath.Parse(name, Attributes))];

    /// <summary>The unique keys of a document as it is stored.</summary>
    internal IReadOnlyList<UniqueKey> UniqueKeysOf(Document<T> document) =>
        [.. (document.Tombstone ? TombstoneKeys : UniqueKeys)(document.Body).Distinct()];
}
