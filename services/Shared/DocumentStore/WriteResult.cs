namespace Scim.Bus.DocumentStore;

/// <summary>Result of a write.</summary>
/// <typeparam name="T">Type of the document's body.</typeparam>
public sealed record WriteResult<T>
    where T : class
{
    /// <summary>Outcome of the write.</summary>
    public required WriteOutcome Outcome { get; init; }

    /// <summary>The document as stored; null unless the outcome is <see cref="WriteOutcome.Done"/>.</summary>
    public Document<T>? Document { get; init; }

    /// <summary>The key that another document has; null unless the outcome is <see cref="WriteOutcome.DuplicateKey"/>.</summary>
    public UniqueKey? Duplicate { get; init; }

    /// <summary>Name of the duplicate key, <c>id</c> for the document's own; null if there is none.</summary>
    public string? DuplicateKey => Duplicate?.Name;

    /// <summary>The document that was rejected for a duplicate key; null otherwise.</summary>
    public Document<T>? Rejected { get; init; }

    /// <summary>Returns the document as stored.</summary>
    /// <param name="name">Name of the document, for the exception.</param>
    /// <exception cref="DocumentConcurrencyException">The write was not done.</exception>
    public Document<T> EnsureDone(string name) => Document ?? throw new DocumentConcurrencyException(name);

    internal static WriteResult<T> Done(Document<T> document) => new() { Outcome = WriteOutcome.Done, Document = document };

    internal static WriteResult<T> Conflict() => new() { Outcome = WriteOutcome.ConcurrencyConflict };

    internal static WriteResult<T> Taken(Document<T> document, UniqueKey key) =>
        new() { Outcome = WriteOutcome.DuplicateKey, Duplicate = key, Rejected = document };
}
