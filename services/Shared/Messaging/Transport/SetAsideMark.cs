namespace Scim.Bus.Messaging.Transport;

/// <summary>
/// Payload of a receive context on the in-memory transport: the message could not be handled and was stored as an error, so it is safe.
/// </summary>
internal sealed record SetAsideMark;
