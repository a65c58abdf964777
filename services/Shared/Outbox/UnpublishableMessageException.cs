namespace Scim.Bus.Outbox;

/// <summary>
/// A stored message can't be read: its type is unknown, as after a return to an older version of the program, or its body is invalid.
/// Messages after it are not held up.
/// </summary>
public sealed class UnpublishableMessageException(string message, Exception? innerException = null) : Exception(message, innerException);
