namespace Scim.Bus.Messaging.Supervision;

/// <summary>The in-memory transport can always be used.</summary>
internal sealed class InMemoryProbe : IBrokerProbe
{
    private static readonly BrokerAnswer Answer = new(Problem: null, "the in-memory transport");

    public bool IsAlwaysThere => true;

    public Task<BrokerAnswer> AskAsync(CancellationToken cancellationToken) => Task.FromResult(Answer);
}
