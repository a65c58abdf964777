namespace Scim.Bus.Messaging.Supervision;

/// <summary>The in-memory transport is always there.</summary>
internal sealed class InMemoryProbe : IBrokerProbe
{
    public Task<bool> AnswersAsync(CancellationToken cancellationToken) => Task.FromResult(true);
}
