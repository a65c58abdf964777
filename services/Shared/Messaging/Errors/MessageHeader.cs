namespace Scim.Bus.Messaging.Errors;

/// <summary>A header of a stored message, with its type, so that a retry sends it as it was.</summary>
/// <param name="Name">Name of the header.</param>
/// <param name="Type">Type of the value.</param>
/// <param name="Value">The value as invariant text; base64 for <see cref="MessageHeaderType.Bytes"/>.</param>
public sealed record MessageHeader(string Name, MessageHeaderType Type, string Value);
