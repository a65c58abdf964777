using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Bus.Ingress.RequestLog;
using Scim.Bus.Ingress.RequestLog.Api;
using Scim.Bus.Ingress.Tenants;
using Scim.Bus.Ingress.Tokens;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Requests;

namespace Scim.Bus.Ingress.Connections;

/// <summary>Reads how it stands with a connection.</summary>
internal sealed class ConnectionReader(
    RequestSummaryReader summaries,
    IDocumentCollection<RequestRecord> requests,
    TenantStore tenants,
    TokenStore tokens,
    TokenUses uses,
    IDocumentCollection<UserRecord> users,
    IDocumentCollection<GroupRecord> groups,
    TimeProvider time)
{
    /// <summary>Reads what the state is decided by.</summary>
    public async Task<ConnectionFacts> ReadFactsAsync(TenantRecord tenant, CancellationToken cancellationToken) => FactsOf(
        tenant,
        await summaries.ReadAsync(tenant.Id, cancellationToken),
        await ReadTokensAsync(tenant.Id, cancellationToken),
        await FirstChangeAsync(tenant, cancellationToken));

    /// <summary>Reads all that there is to say.</summary>
    /// <exception cref="AdminException">404: the tenant does not exist.</exception>
    public async Task<ConnectionView> ReadAsync(TenantId id, CancellationToken cancellationToken)
    {
        var tenant = await tenants.GetAsync(id, cancellationToken);
        var summary = await summaries.ReadAsync(id, cancellationToken);
        var known = await ReadTokensAsync(id, cancellationToken);
        var facts = FactsOf(tenant, summary, known, await FirstChangeAsync(tenant, cancellationToken));
        var status = ConnectionStatus.From(facts, time.GetUtcNow());
        return new ConnectionView
        {
            State = status.State,
            Since = status.Since,
            LastRequestAt = facts.LastRequestAt,
            LastChangeAt = summary.LastChangeAt,
            SilentAfterHours = tenant.Settings.SilentAfterHours,
            Refusals = [.. summary.Refusals.Select(RefusalCountView.From)],
            RefusedDeactivations = [.. summary.RefusedDeactivations.Select(RefusedDeactivationView.From)],
            Tokens = [.. known.OrderByDescending(token => token.CreatedAt).Select(TokenView.From)],
            Counts = new ConnectionCounts(
                await users.CountAsync(id, null, cancellationToken),
                await groups.CountAsync(id, null, cancellationToken),
                summary.Hours.Sum(hour => hour.Requests),
                summary.Hours.Sum(hour => hour.Changes),
                summary.Hours.Sum(hour => hour.Refusals),
                summary.NotRecorded),
            Hours = summary.Hours,
            Days = summary.Days,
        };
    }

    private async Task<IReadOnlyList<TokenRecord>> ReadTokensAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        await uses.WriteAsync(cancellationToken);
        var query = new DocumentQuery
        {
            Tenant = TenantCollection.Partition,
            Filter = TokenStore.FilterByTenant(tenant),
            Limit = int.MaxValue,
        };
        return [.. (await tokens.Documents.QueryAsync(query, cancellationToken)).Select(document => document.Body)];
    }

    /// <summary>When the first change was accepted after the last trouble that admins were told of; null if none was.</summary>
    private async Task<DateTimeOffset?> FirstChangeAsync(TenantRecord tenant, CancellationToken cancellationToken)
    {
        var (failing, silent) = (tenant.Alerts?.FailingSince, tenant.Alerts?.SilentSince);
        var trouble = failing is null || silent > failing ? silent : failing;
        var query = new DocumentQuery
        {
            Tenant = tenant.Id,
            Filter = RequestCollection.OutcomeIs(RequestOutcome.Changed),
            After = trouble is { } at ? new PagePosition(null, RequestQuery.BoundOf(at.ToUnixTimeMilliseconds())) : null,
            Limit = 1,
        };
        return (await requests.QueryAsync(query, cancellationToken)).FirstOrDefault()?.Body.At;
    }

    private static ConnectionFacts FactsOf(
        TenantRecord tenant, RequestSummary summary, IReadOnlyList<TokenRecord> known, DateTimeOffset? firstChange)
    {
        var used = known.Select(token => token.LastUsedAt).Max();
        return new ConnectionFacts
        {
            CreatedAt = tenant.CreatedAt,
            // Requests are forgotten after a month; tokens tell of one that came before.
            LastRequestAt = used is null || summary.LastRequestAt > used ? summary.LastRequestAt : used,
            LastWrites = [.. summary.LastWrites.Select(write => new ObservedWrite(write.At, IsAccepted(write.Outcome)))],
            RefusedSince = summary.RefusedSince,
            DeactivationRefusedAt = summary.RefusedDeactivations.Select(refused => (DateTimeOffset?)refused.At).Min(),
            FirstChangeAt = firstChange,
            SilentAfter = tenant.Settings.SilentAfterHours is { } hours ? TimeSpan.FromHours(hours) : null,
            Requests = summary.Days.Sum(day => day.Requests),
            Refusals = summary.Days.Sum(day => day.Refusals),
            WritesOfDay = summary.Hours.Sum(hour => hour.Requests - hour.Reads),
            RefusalsOfDay = summary.Hours.Sum(hour => hour.Refusals),
            MainReason = summary.Refusals.Count > 0 ? RefusalReason.Named(summary.Refusals[0].Reason) : null,
        };
    }

    private static bool IsAccepted(RequestOutcome outcome) => outcome is RequestOutcome.Changed or RequestOutcome.Unchanged;
}
