namespace Scim.Bus.DocumentStore;

/// <summary>Somebody else wrote the document first. What was about to be done must be decided anew, from the document as it is now.</summary>
/// <param name="document">What it is, for logs.</param>
public sealed class ConcurrentWriteException(string document) : Exception($"{document} was written by somebody else at the same moment.");
