namespace Scim.Bus.DocumentStore;

/// <summary>Another writer was faster. The decision must be made again, from the document as it is now.</summary>
/// <remarks>Not <c>ConcurrencyException</c>: MassTransit has one, and consumers would catch or retry the wrong one without noticing.</remarks>
/// <param name="document">Name of the document, for logs.</param>
public sealed class DocumentConcurrencyException(string document) : Exception($"{document} was written by somebody else at the same moment.");
