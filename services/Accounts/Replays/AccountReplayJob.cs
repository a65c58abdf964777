using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Transport;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.Replays;

namespace Scim.Bus.Accounts.Replays;

/// <summary>Sends a tenant's accounts again.</summary>
internal sealed class AccountReplayJob(
    Outbox<ReplayPart<AccountReplayJob>> parts,
    AccountStore accounts,
    IMessagePublisher publisher,
    QueueSender queues,
    TimeProvider time,
    ILogger<AccountReplayJob> logger)
    : ReplayPartJob<AccountReplayJob>(ReplayType.Accounts, parts, publisher, queues, time, logger)
{
    protected override async Task<ReplayPage> ReadAsync(
        TenantId tenant, PagePosition? after, int count, CancellationToken cancellationToken)
    {
        var page = await accounts.PageAsync(tenant, after, count, cancellationToken);
        return new ReplayPage(
            [.. page.Select(account => (account.Id.Value, AccountEvents.Provisioned(account, Now)))],
            page.Count > 0 ? page[^1].Id.ToString() : null,
            page.Count == count);
    }
}
