using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.AccessGroups.Members;

/// <summary>Asks Accounts how many members Access Groups have: it knows who has access by which group.</summary>
internal sealed class MemberCounter(IBus bus, ILogger<MemberCounter> logger)
{
    private static readonly RequestTimeout Timeout = RequestTimeout.After(s: 5);

    /// <summary>Returns the numbers of members by group; none if Accounts does not answer, for the groups are of use without.</summary>
    public async Task<IReadOnlyDictionary<GroupId, long>> CountAsync(
        TenantId tenant, IReadOnlyList<GroupId> groups, CancellationToken cancellationToken)
    {
        if (groups.Count == 0)
            return new Dictionary<GroupId, long>();
        try
        {
            var client = bus.CreateRequestClient<CountMembers>(Timeout);
            var answer = await client.GetResponse<MemberCounts>(new CountMembers { Tenant = tenant, Groups = groups }, cancellationToken);
            return groups.Zip(answer.Message.Counts).ToDictionary(count => count.First, count => count.Second);
        }
        catch (Exception e) when (e is RequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            logger.LogInformation("Accounts did not say how many members the Access Groups have: {Problem}", e.Message);
            return new Dictionary<GroupId, long>();
        }
    }
}
