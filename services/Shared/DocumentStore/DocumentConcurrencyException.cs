namespace Scim.Bus.DocumentStore;

/// <summary>Another writer was faster. The operation must be repeated on the document as it is now.</summary>
/// <remarks>
/// Not named <c>ConcurrencyException</c>: MassTransit has one, and a consumer that catches the wrong one would still compile.
/// </remarks>
/// <param name="document">Name of the document, for logs.</param>
public sealed class DocumentConcurrencyException(string document)
    : Exception($"{document} was changed by another writer at the same time.");
