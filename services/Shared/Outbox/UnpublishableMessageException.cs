namespace Scim.Bus.Outbox;

/// <summary>
/// A stored message can't be published: its type is unknown, as after a return to an older version of the program, its body is invalid, or
/// the broker refuses it for its size. Messages after it are not held up.
/// </summary>
public sealed class UnpublishableMessageException(string message, Exception? innerException = null) : Exception(message, innerException);
