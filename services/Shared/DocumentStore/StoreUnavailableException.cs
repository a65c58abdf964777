namespace Scim.Bus.DocumentStore;

/// <summary>The store can't be reached, or did not answer in time. Trying again later may help.</summary>
/// <param name="message">What happened.</param>
/// <param name="inner">What the driver said.</param>
public sealed class StoreUnavailableException(string message, Exception inner) : Exception(message, inner);
