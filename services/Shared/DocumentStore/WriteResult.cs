namespace Scim.Bus.DocumentStore;

/// <summary>How a write ended.</summary>
public enum WriteOutcome
{
    /// <summary>It is stored durably.</summary>
    Done,

    /// <summary>Somebody else wrote the document, or removed it, since it was read. Nothing was written: read it again.</summary>
    RevisionMoved,

    /// <summary>Another document has one of the unique keys. Nothing was written.</summary>
    KeyTaken,
}

/// <summary>How a write ended, with what the caller needs to go on.</summary>
/// <typeparam name="T">What the document holds.</typeparam>
public sealed record WriteResult<T>
    where T : class
{
    /// <summary>How it ended.</summary>
    public required WriteOutcome Outcome { get; init; }

    /// <summary>The document as it is stored now; null unless the write was done.</summary>
    public Document<T>? Document { get; init; }

    /// <summary>The name of the unique key that is taken, <c>id</c> for the document's own key; null otherwise.</summary>
    public string? TakenKey { get; init; }

    internal static WriteResult<T> Done(Document<T> document) => new() { Outcome = WriteOutcome.Done, Document = document };

    internal static WriteResult<T> Moved() => new() { Outcome = WriteOutcome.RevisionMoved };

    internal static WriteResult<T> Taken(string key) => new() { Outcome = WriteOutcome.KeyTaken, TakenKey = key };
}
