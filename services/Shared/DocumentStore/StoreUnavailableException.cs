namespace Scim.Bus.DocumentStore;

/// <summary>The store can't be reached, or did not answer in time. A later retry may succeed.</summary>
/// <param name="message">What happened.</param>
/// <param name="inner">The driver's exception, if it is due to one.</param>
public class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
