using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Ingress.Replays;

/// <summary>Stores and reads the progress of the parts that other services send. Reports may arrive repeatedly and in any order.</summary>
internal sealed class ReplayParts(IDocumentCollection<ReplayPartRecord> documents)
{
    public Task RecordAsync(ReplayProgress report, CancellationToken cancellationToken) => documents.UpsertAsync(
        report.Tenant,
        ReplayPartRecord.IdOf(report.Replay, report.Type),
        present => present is not null && (present.Done || present.Sent > report.Sent)
            ? present
            : new ReplayPartRecord { Sent = report.Sent, Done = report.Done, Problem = report.Problem },
        cancellationToken);

    /// <summary>Returns the run with what the other services reported, and whether all of their parts are done.</summary>
    public async Task<(ReplayRun Run, bool AreDone)> ReadAsync(ReplayRun run, CancellationToken cancellationToken)
    {
        var types = run.Types.Where(ReplayRun.IsElsewhere).ToList();
        if (types.Count == 0)
            return (run, true);
        var found = (await documents.GetManyAsync(
            run.Tenant, [.. types.Select(type => ReplayPartRecord.IdOf(run.Id, type))], cancellationToken)).ToDictionary(
            document => document.Id, document => document.Body);
        var problem = found.Values.Select(part => part.Problem).FirstOrDefault(text => text is not null);
        return (
            run with { Accounts = SentOf(ReplayType.Accounts), Access = SentOf(ReplayType.Access), Problem = run.Problem ?? problem },
            types.TrueForAll(type => found.TryGetValue(ReplayPartRecord.IdOf(run.Id, type), out var part) && part.Done));

        long SentOf(ReplayType type) => found.TryGetValue(ReplayPartRecord.IdOf(run.Id, type), out var part) ? part.Sent : 0;
    }
}
