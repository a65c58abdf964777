namespace Scim.Bus.DocumentStore;

/// <summary>The outcome of a write, with what the caller needs to go on.</summary>
/// <typeparam name="T">What the document holds.</typeparam>
public sealed record WriteResult<T>
    where T : class
{
    /// <summary>How the write ended.</summary>
    public required WriteOutcome Outcome { get; init; }

    /// <summary>The document as stored; null unless the write was done.</summary>
    public Document<T>? Document { get; init; }

    /// <summary>Name of the unique key that another document has, <c>id</c> for the document's own key; null unless that was the outcome.</summary>
    public string? DuplicateKey { get; init; }

    /// <summary>The document that was refused for a duplicate key; null otherwise.</summary>
    public Document<T>? Rejected { get; init; }

    /// <summary>The document as stored.</summary>
    /// <param name="name">Name of the document in the exception.</param>
    /// <exception cref="DocumentConcurrencyException">The write was not done.</exception>
    public Document<T> EnsureDone(string name) => Document ?? throw new DocumentConcurrencyException(name);

    internal static WriteResult<T> Done(Document<T> document) => new() { Outcome = WriteOutcome.Done, Document = document };

    internal static WriteResult<T> Conflict() => new() { Outcome = WriteOutcome.ConcurrencyConflict };

    internal static WriteResult<T> Duplicate(Document<T> document, string key) =>
        new() { Outcome = WriteOutcome.DuplicateKey, DuplicateKey = key, Rejected = document };
}
