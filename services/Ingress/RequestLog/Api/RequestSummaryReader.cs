using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Protocol.Filters;

namespace Scim.Bus.Ingress.RequestLog.Api;

/// <summary>Sums the requests of a tenant up: from the tallies, and from the newest records.</summary>
internal sealed class RequestSummaryReader(
    IDocumentCollection<RequestRecord> requests, IDocumentCollection<RequestTally> tallies, RequestCounts counts, TimeProvider time)
{
    private const int Writes = 10;
    private const int MostDeactivations = 50;
    private const int HoursOfDay = 24;
    private const int Days = 30;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public async Task<RequestSummary> ReadAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        await counts.WriteAsync(cancellationToken);
        var now = time.GetUtcNow();
        var (hour, day) = (RequestCounts.HourOf(now), new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero));
        var hours = await TalliesAsync(tenant, day - (Days * Day), cancellationToken);
        var ofDay = hours.Where(tally => tally.Hour > hour - Day).ToList();
        var writes = await NewestAsync(tenant, RequestCollection.Writes(), Writes, cancellationToken);
        var changed = await NewestAsync(tenant, RequestCollection.OutcomeIs(RequestOutcome.Changed), 1, cancellationToken);
        return new RequestSummary
        {
            LastRequestAt = hours.Max(tally => tally.LastAt)
                ?? (await NewestAsync(tenant, null, 1, cancellationToken)).FirstOrDefault()?.At,
            LastChangeAt = changed.FirstOrDefault()?.At,
            RefusedSince = await RefusedSinceAsync(tenant, writes, changed, cancellationToken),
            LastWrites = [.. writes.Select(RequestView.From)],
            Refusals = RefusalTally.Merge(ofDay.SelectMany(tally => tally.Reasons)),
            RefusedDeactivations = await RefusedDeactivationsAsync(tenant, cancellationToken),
            NotRecorded = ofDay.Sum(tally => tally.NotRecorded),
            Hours = Periods(hours, hour - ((HoursOfDay - 1) * Hour), Hour, HoursOfDay),
            Days = Periods(hours, day - ((Days - 1) * Day), Day, Days),
        };
    }

    private static List<RequestPeriod> Periods(IReadOnlyList<RequestTally> hours, DateTimeOffset first, TimeSpan length, int count)
    {
        var byPeriod = hours.ToLookup(tally => (tally.Hour - first).Ticks / length.Ticks);
        return
        [
            .. Enumerable.Range(0, count).Select(i => RequestPeriod.Sum(
                first + (i * length), [.. byPeriod[i].Where(tally => tally.Hour >= first)])),
        ];
    }

    private async Task<IReadOnlyList<RequestTally>> TalliesAsync(TenantId tenant, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery
        {
            Tenant = tenant,
            Limit = int.MaxValue,
            After = new PagePosition(null, RequestCounts.KeyOf(from - Hour)),
        };
        return [.. (await tallies.QueryAsync(query, cancellationToken)).Select(document => document.Body)];
    }

    private async Task<IReadOnlyList<RequestRecord>> NewestAsync(
        TenantId tenant, BoundFilter? filter, int limit, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery { Tenant = tenant, Filter = filter, Descending = true, Limit = limit };
        return [.. (await requests.QueryAsync(query, cancellationToken)).Select(document => document.Body)];
    }

    private async Task<DateTimeOffset?> RefusedSinceAsync(
        TenantId tenant, IReadOnlyList<RequestRecord> writes, IReadOnlyList<RequestRecord> changed, CancellationToken cancellationToken)
    {
        if (writes is not [{ Outcome: RequestOutcome.Refused or RequestOutcome.Failed }, ..])
            return null;
        var unchanged = await NewestAsync(tenant, RequestCollection.OutcomeIs(RequestOutcome.Unchanged), 1, cancellationToken);
        var accepted = changed.Concat(unchanged).Select(record => record.Id.ToString()).Max(StringComparer.Ordinal);
        var query = new DocumentQuery
        {
            Tenant = tenant,
            Filter = RequestCollection.Writes(),
            After = accepted is null ? null : new PagePosition(null, accepted),
            Limit = 1,
        };
        return (await requests.QueryAsync(query, cancellationToken)).FirstOrDefault()?.Body.At;
    }

    private async Task<IReadOnlyList<RequestView>> RefusedDeactivationsAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var refused = await NewestAsync(tenant, RequestCollection.RefusedDeactivations(), MostDeactivations, cancellationToken);
        var open = new List<RequestView>();
        foreach (var refusal in refused.Where(refusal => refusal.UserId is not null).DistinctBy(refusal => refusal.UserId))
        {
            var accepted = new DocumentQuery
            {
                Tenant = tenant,
                Filter = RequestCollection.AcceptedAbout(refusal.UserId.ToString()!),
                After = new PagePosition(null, refusal.Id.ToString()),
                Limit = 1,
            };
            if ((await requests.QueryAsync(accepted, cancellationToken)).Count == 0)
                open.Add(RequestView.From(refusal));
        }

        return open;
    }
}
