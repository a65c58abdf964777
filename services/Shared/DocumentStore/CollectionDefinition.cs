using System.Text.Json.Nodes;
using Scim.Bus.DocumentStore.Search;
using Scim.Protocol.Schemas;

namespace Scim.Bus.DocumentStore;

/// <summary>What a collection is: whose, what queries may ask of it, what is unique in it and what is found by an index.</summary>
/// <typeparam name="T">What a document holds.</typeparam>
public sealed record CollectionDefinition<T>
    where T : class
{
    /// <summary>The service that owns it, and the name of its database. No other service opens it.</summary>
    public required string Service { get; init; }

    /// <summary>The name of the collection.</summary>
    public required string Name { get; init; }

    /// <summary>The attributes that queries may name; none unless it is said.</summary>
    public ResourceType Attributes { get; init; } = DocumentFields.Of("Document");

    /// <summary>A document as queries see it: a resource of the type <see cref="Attributes"/>.</summary>
    public Func<T, JsonObject> Resource { get; init; } = _ => [];

    /// <summary>What no other document of the tenant may have. Compared to the letter: lower the case where case is none.</summary>
    public Func<T, IEnumerable<UniqueKey>> UniqueKeys { get; init; } = _ => [];

    /// <summary>The attributes that are found by an index, as in <c>emails.value</c>. Text and times only.</summary>
    public IReadOnlyList<string> Indexed { get; init; } = [];

    /// <summary>The document in the form that engines search in.</summary>
    internal JsonObject SearchDocumentOf(T body) => SearchDocument.Of(Resource(body), Attributes);

    internal IReadOnlyList<SearchPath> IndexedPaths => field ??= [.. Indexed.Select(name => SearchPath.Parse(name, Attributes))];
}

/// <summary>A value that only one document of a tenant may have.</summary>
/// <param name="Name">What it is, such as <c>userName</c>.</param>
/// <param name="Value">The value, to the letter.</param>
public sealed record UniqueKey(string Name, string Value);
