using Scim.Bus.Outbox;

namespace Scim.Bus.Ingress.RequestLog;

/// <summary>Names of the messages that follow from a request: of those that anybody may subscribe to.</summary>
internal static class RecordedEvents
{
    private const string Contracts = "Scim.Bus.Contracts.";

    /// <summary>The names of what was added to an outbox.</summary>
    /// <param name="pending">The outbox.</param>
    /// <param name="known">Number of messages that were in it before.</param>
    public static List<string> In(IReadOnlyList<PendingMessage> pending, int known)
    {
        var events = new List<string>();
        for (var i = known; i < pending.Count; i++)
        {
            var type = pending[i].Type;
            if (type.StartsWith(Contracts, StringComparison.Ordinal) && type.LastIndexOf('.') == Contracts.Length - 1)
                events.Add(type[Contracts.Length..]);
        }

        return events;
    }
}
