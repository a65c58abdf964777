namespace Scim.Bus.Messaging.Supervision;

/// <summary>What a login to the broker led to.</summary>
/// <param name="Problem">Why the broker can't be used; null if it can.</param>
/// <param name="Product">Name and version of the broker; null if it did not answer.</param>
internal sealed record BrokerAnswer(string? Problem, string? Product)
{
    public bool CanBeUsed => Problem is null;
}
