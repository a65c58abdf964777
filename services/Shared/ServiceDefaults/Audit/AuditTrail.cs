using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Scim.Bus.DocumentStore;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.ServiceDefaults.Audit;

/// <summary>
/// Writes the entries of what changes no document with an outbox: before the answer, and if that fails the request fails too (503). Entries
/// of documents' changes are in their outboxes (<see cref="AdminAct.Record{T}"/>).
/// </summary>
public sealed class AuditTrail(AuditLogs logs, TimeProvider time, ILogger<AuditTrail> logger)
{
    /// <summary>Writes the entry of an act.</summary>
    /// <param name="act">The act.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="status">HTTP status of a refusal or failure.</param>
    /// <exception cref="StoreUnavailableException">The entry could not be written: the request is to be answered with 503.</exception>
    public async Task AppendAsync(AdminAct act, AuditOutcome outcome, int? status = null)
    {
        if (LogOf(act.Service) is not { } log)
            return;
        // Not cut off when the client goes away: it was done, or refused.
        await log.AppendAsync(act.ToItem(log.Service, time.GetUtcNow(), outcome) with { Status = status }, CancellationToken.None);
        act.MarkWritten();
    }

    /// <summary>
    /// Writes the entry of an act before it is done, and its outcome afterwards. For what is no single write of a document.
    /// </summary>
    /// <param name="act">The act.</param>
    /// <param name="service">The service whose log has the entry.</param>
    /// <param name="before">What is to be changed, as it is.</param>
    /// <param name="run">Does it, and returns the result and what the entry says of it.</param>
    /// <exception cref="StoreUnavailableException">The entry could not be written, and nothing was done.</exception>
    public async Task<T> AroundAsync<T>(
        AdminAct act, string service, JsonObject? before, Func<Task<(T Result, JsonObject? After)>> run)
    {
        if (LogOf(service) is not { } log)
            return (await run()).Result;
        var item = act.ToItem(log.Service, time.GetUtcNow(), AuditOutcome.Begun) with { Before = before };
        var begun = (await log.AppendAsync(item, CancellationToken.None)).EnsureDone("The audit entry");
        act.MarkWritten();
        try
        {
            var (result, after) = await run();
            await CompleteAsync(log, begun, item with { Outcome = AuditOutcome.Done, After = after });
            return result;
        }
        catch (Exception e)
        {
            var status = RefusalStatus.Of(e);
            await CompleteAsync(log, begun, item with { Outcome = OutcomeOf(status), Status = status });
            throw;
        }
    }

    /// <summary>Writes the entry of counted requests.</summary>
    internal async Task AppendAsync(AdminAct act, long count, IReadOnlyList<AuditSample> samples, CancellationToken cancellationToken)
    {
        if (LogOf(act.Service) is not { } log)
            return;
        var item = act.ToItem(log.Service, time.GetUtcNow(), AuditOutcome.Refused) with { Count = count, Samples = samples };
        await log.AppendAsync(item, cancellationToken);
    }

    /// <summary>What a status says of an act that did not succeed.</summary>
    internal static AuditOutcome OutcomeOf(int status) => status < 500 ? AuditOutcome.Refused : AuditOutcome.Failed;

    private AuditLog? LogOf(string? service) =>
        service is null ? logs.All.FirstOrDefault() : logs.All.FirstOrDefault(log => log.Service == service);

    /// <summary>The act is done or refused in any case: an entry that can't get its outcome stays as it began, which says so.</summary>
    private async Task CompleteAsync(AuditLog log, Document<AuditItem> begun, AuditItem item)
    {
        try
        {
            await log.Items.ReplaceAsync(begun with { Body = item }, CancellationToken.None);
        }
        catch (StoreUnavailableException e)
        {
            logger.LogWarning(
                "The outcome of {Action} could not be added to its audit entry {Id}. {Reason}", item.Action, item.Id, e.Message);
        }
    }
}
