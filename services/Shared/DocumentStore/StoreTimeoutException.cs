namespace Scim.Bus.DocumentStore;

/// <summary>A query took longer than <see cref="DocumentStoreOptions.QueryTimeout"/> and was stopped. A narrower one may succeed.</summary>
/// <param name="limit">The time that it had.</param>
/// <param name="inner">The engine's exception, if it stopped the query itself.</param>
public sealed class StoreTimeoutException(TimeSpan limit, Exception? inner = null)
    : StoreUnavailableException($"A query took longer than {limit.TotalSeconds} s and was stopped.", inner);
