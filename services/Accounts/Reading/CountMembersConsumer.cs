using MassTransit;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Accounts.Reading;

/// <summary>Answers how many accounts have access by a group.</summary>
internal sealed class CountMembersConsumer(AccountStore accounts) : IConsumer<CountMembers>
{
    public async Task Consume(ConsumeContext<CountMembers> context)
    {
        var request = context.Message;
        var counts = new List<long>(request.Groups.Count);
        foreach (var group in request.Groups)
        {
            var filter = AccountFields.AccessGroupIs(group);
            counts.Add(await accounts.Documents.CountAsync(request.Tenant, filter, context.CancellationToken));
        }

        await context.RespondInTimeAsync(new MemberCounts { Counts = counts });
    }
}
