namespace Scim.Bus.Conversation.Tests;

/// <summary>What happened while something was pushed, by name.</summary>
/// <param name="Messages">Messages published.</param>
/// <param name="Deliveries">Messages consumed, by queue.</param>
/// <param name="Writes">Durable writes of one document, by database and collection.</param>
/// <param name="Batches">Durable writes of several documents together. Their number depends on what happens to coincide.</param>
internal sealed record Traffic(
    IReadOnlyDictionary<string, int> Messages,
    IReadOnlyDictionary<string, int> Deliveries,
    IReadOnlyDictionary<string, int> Writes,
    IReadOnlyDictionary<string, int> Batches)
{
    public int Published => Messages.Values.Sum();

    public int Delivered => Deliveries.Values.Sum();

    public int Written => Writes.Values.Sum();

    public int Batched => Batches.Values.Sum();

    public override string ToString() => string.Join('\n', Lines("messages", Messages)
        .Concat(Lines("deliveries", Deliveries))
        .Concat(Lines("writes", Writes))
        .Concat(Lines("batches", Batches)));

    private static IEnumerable<string> Lines(string title, IReadOnlyDictionary<string, int> counts) =>
        counts.Select(count => $"  {count.Value,4} {count.Key}").Prepend($"{counts.Values.Sum()} {title}");
}
