using System.Diagnostics;
using Scim.Bus.Accounts.Records;
using Scim.Bus.DocumentStore;
using Scim.Bus.Jobs;
using Scim.Bus.Outbox;

namespace Scim.Bus.Accounts.Access;

/// <summary>
/// Gives an Access Group's new settings to the accounts that have the group, a page at a time. Another process resumes after a crash at the
/// page where it happened; accounts that have the settings already are left alone.
/// </summary>
internal sealed class SettingsRolloutJob(
    Outbox<AccessGroupRecord> groups, AccountStore accounts, AccessJoin access, ILogger<SettingsRolloutJob> logger)
    : ResumableJob<AccessGroupRecord>(groups, logger)
{
    private const int PageSize = 200;
    private const int Parallelism = 32;

    private static readonly ActivitySource Source = new("Scim.Bus.Accounts");

    /// <summary>When another process resumes a rollout that begins now.</summary>
    public DateTimeOffset DueAt => LeaseEnd;

    protected override async Task<(AccessGroupRecord Next, bool HasMore)> StepAsync(
        AccessGroupRecord body, CancellationToken cancellationToken)
    {
        if (body.Rollout is not { } rollout)
            return (body, false);
        using var activity = Source.StartActivity("roll out settings", ActivityKind.Internal, rollout.TraceParent);
        var query = new DocumentQuery
        {
            Tenant = body.Tenant,
            Filter = AccountFields.AccessGroupIs(body.Id),
            Limit = PageSize,
            After = rollout.After is { } after ? new PagePosition(null, after.ToString()) : null,
        };
        var page = await accounts.Documents.QueryAsync(query, cancellationToken);
        await Concurrently.ForEachAsync(page, Parallelism, (account, token) => ApplyAsync(account.Body, body, token), cancellationToken);
        var next = page.Count < PageSize
            ? null
            : rollout with { After = page[^1].Body.Id, DueAt = LeaseEnd };
        return (body with { Rollout = next }, next is not null);
    }

    private async Task ApplyAsync(AccountRecord account, AccessGroupRecord settings, CancellationToken cancellationToken)
    {
        if (account.User is not { } user || account.Access.WithNewer(settings) == account.Access)
            return;
        using var userLock = await accounts.LockAsync(user, cancellationToken);
        await access.ApplyAsync(account.Tenant, account.Id, settings, cancellationToken);
    }
}
