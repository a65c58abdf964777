using System.Collections.Frozen;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Messaging.Topology;

/// <summary>
/// Queues whose messages carry a step of a user's saga to the account. If one is set aside, the saga waits in vain, so it is told.
/// </summary>
internal static class StepQueues
{
    public static FrozenSet<string> All { get; } =
        FrozenSet.Create(StringComparer.Ordinal, AccountsQueues.ApplyAccount);
}
