namespace Scim.Bus.DocumentStore;

/// <summary>
/// A change that no other writer has to see: the document keeps its revision. It is stored if the document still has the revision
/// <em>and the due time</em> that it had when it was read. So of two amendments of one revision, the second notices the first if that one
/// changed the due time.
/// </summary>
/// <param name="Read">The document as it was read.</param>
/// <param name="Body">The body to store. What queries and unique keys see of it must be the same as before.</param>
/// <param name="DueAt">When a sweeper must process the document then, UTC; null if nothing is left to do.</param>
/// <typeparam name="T">Type of the body.</typeparam>
public sealed record Amendment<T>(Document<T> Read, T Body, DateTimeOffset? DueAt)
    where T : class
{
    /// <summary>The document as it is once the amendment is stored.</summary>
    public Document<T> Amended => Read with { Body = Body, DueAt = DueAt };
}
