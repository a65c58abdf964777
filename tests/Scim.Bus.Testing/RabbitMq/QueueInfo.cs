namespace Scim.Bus.Testing;

/// <summary>A queue as the broker's management API tells it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type"><c>quorum</c>, <c>classic</c> or <c>stream</c>.</param>
/// <param name="Messages">Messages in it, those delivered and not yet acknowledged included.</param>
/// <param name="Consumers">How many consumers it has.</param>
public sealed record QueueInfo(string Name, string Type, long Messages, int Consumers);
