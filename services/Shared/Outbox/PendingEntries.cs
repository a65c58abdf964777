namespace Scim.Bus.Outbox;

/// <summary>Tells what is in an outbox. Loops, because every write of a document asks.</summary>
internal static class PendingEntries
{
    /// <summary>True if there is a message to publish.</summary>
    public static bool HasMessages(this IReadOnlyList<PendingMessage> pending)
    {
        for (var i = 0; i < pending.Count; i++)
        {
            if (pending[i].Local is null)
                return true;
        }

        return false;
    }

    /// <summary>True if there is an entry for a store of the service itself.</summary>
    public static bool HasLocal(this IReadOnlyList<PendingMessage> pending)
    {
        for (var i = 0; i < pending.Count; i++)
        {
            if (pending[i].Local is not null)
                return true;
        }

        return false;
    }
}
