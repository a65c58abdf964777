using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.PublicNames.Tests;

/// <summary>The queues of our services, under whose names messages wait while a service is away, and what they receive.</summary>
public sealed class QueueTests
{
    private static readonly string[] Requests =
        [AccountsQueues.CountMembers, AccountsQueues.ReadAccounts, IngressQueues.ReadDirectory, IngressQueues.ReadTenant];

    [Fact]
    public void Queues_keep_their_names() => Snapshot.Check(
        "queues.txt",
        CoreQueues.All.SelectMany(queue => queue.Messages.Select(message => $"{queue.Name} receives {message.Name}"))
            .Concat(Requests.Select(queue => $"{queue} (requests)"))
            .Order(StringComparer.Ordinal));
}
