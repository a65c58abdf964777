using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.AccessGroups.Members;

/// <summary>Asks Accounts how many members Access Groups have: it knows who has access by which group.</summary>
internal sealed class MemberCounter(IRequestClient<CountMembers> accounts, TimeProvider time, ILogger<MemberCounter> logger)
{
    /// <summary>How long a request waits for its answer.</summary>
    public static RequestTimeout Timeout { get; } = RequestTimeout.After(s: 5);

    /// <summary>Longest time for a request with its answer, also while the broker is away.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(6);

    /// <summary>Returns the numbers of members by group; none if Accounts does not answer, for the groups are of use without.</summary>
    public async Task<IReadOnlyDictionary<GroupId, long>> CountAsync(
        TenantId tenant, IReadOnlyList<GroupId> groups, CancellationToken cancellationToken)
    {
        if (groups.Count == 0)
            return new Dictionary<GroupId, long>();
        try
        {
            var request = new CountMembers { Tenant = tenant, Groups = groups };
            var answer = await BoundedRequests.WithinAsync(
                token => accounts.GetResponse<MemberCounts>(request, token), Limit, time, cancellationToken);
            return groups.Zip(answer.Message.Counts).ToDictionary(count => count.First, count => count.Second);
        }
        // A timeout or a fault of Accounts, or of the connection to the broker.
        catch (MassTransitException e)
        {
            logger.LogInformation("Accounts did not say how many members the Access Groups have: {Problem}", e.Message);
            return new Dictionary<GroupId, long>();
        }
    }
}
