namespace Scim.Bus.Outbox;

/// <summary>
/// The broker can't take a message now: it is away, refuses the login, or has blocked publishers for want of memory or disk. The next
/// attempt may succeed, however late.
/// </summary>
public sealed class BrokerUnavailableException(string message, Exception innerException) : Exception(message, innerException);
