namespace Scim.Bus.DocumentStore;

/// <summary>Outcome of a write.</summary>
public enum WriteOutcome
{
    /// <summary>The document is stored durably.</summary>
    Done,

    /// <summary>Another writer replaced or deleted the document since it was read. Nothing was written.</summary>
    ConcurrencyConflict,

    /// <summary>Another document has one of the unique keys. Nothing was written.</summary>
    DuplicateKey,
}
