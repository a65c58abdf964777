namespace Scim.Bus.Testing;

/// <summary>A queue as the broker's management API tells it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>quorum</c>, <c>classic</c> or <c>stream</c>.</param>
/// <param name="Messages">Messages in it, those delivered and not yet acknowledged included.</param>
/// <param name="Consumers">How many consumers it has.</param>
public sealed record QueueInfo(string Name, string Type, long Messages, int Consumers)
{
    /// <summary>Whether it outlives the broker.</summary>
    public bool Durable { get; init; }
}

/// <summary>An exchange that is not the broker's own.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>fanout</c>, <c>topic</c> and so on.</param>
/// <param name="Durable">Whether it outlives the broker.</param>
public sealed record ExchangeInfo(string Name, string Type, bool Durable);

/// <summary>A binding to an exchange that has a name.</summary>
/// <param name="Source">The exchange that messages come from.</param>
/// <param name="Destination">The queue or exchange that they go to.</param>
/// <param name="ToQueue">Whether the destination is a queue.</param>
public sealed record BindingInfo(string Source, string Destination, bool ToQueue);
