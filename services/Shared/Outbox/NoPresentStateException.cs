namespace Scim.Bus.Outbox;

/// <summary>No message can stand in for the one that is to be discarded.</summary>
/// <param name="message">Why, and what to do instead.</param>
public sealed class NoPresentStateException(string message) : Exception(message);
