using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Transport;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.Replays;

namespace Scim.Bus.Accounts.Replays;

/// <summary>Sends the access of a tenant's people again.</summary>
internal sealed class AccessReplayJob(
    Outbox<ReplayPart<AccessReplayJob>> parts,
    AccountStore accounts,
    IMessagePublisher publisher,
    QueueSender queues,
    TimeProvider time,
    ILogger<AccessReplayJob> logger)
    : ReplayPartJob<AccessReplayJob>(ReplayType.Access, parts, publisher, queues, time, logger)
{
    protected override async Task<ReplayPage> ReadAsync(
        TenantId tenant, PagePosition? after, int count, CancellationToken cancellationToken)
    {
        var page = await accounts.PageAsync(tenant, after, count, cancellationToken);
        return new ReplayPage([.. page.SelectMany(Messages)], page.Count > 0 ? page[^1].Id.ToString() : null, page.Count == count);
    }

    /// <summary>None for an account that never had access: subscribers were told of none.</summary>
    private IEnumerable<(Guid Subject, PendingMessage Message)> Messages(AccountRecord account) =>
        account is { User: { } user, Access: { Generation: > 0 } access }
            ? [(user.Value, AccountEvents.AccessApplied(account.Tenant, user, access, Now))]
            : [];
}
