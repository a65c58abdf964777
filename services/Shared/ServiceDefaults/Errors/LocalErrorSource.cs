using System.Text.Json.Nodes;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Errors;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Protocol.Filters;

namespace Scim.Bus.ServiceDefaults.Errors;

/// <summary>The errors of a service of this process.</summary>
internal sealed class LocalErrorSource(ErrorStore store, ErrorActions actions, AuditTrail audit, TimeProvider time) : IErrorSource
{
    /// <summary>Longest retry of many, below the time-outs of those who wait for it.</summary>
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(40);

    public string Service => store.Service;

    public Task<ListPage<ErrorItem>> ListAsync(AdminListRequest request, CancellationToken cancellationToken) =>
        request.ReadAsync(store.Records, ErrorCollections.Partition, ErrorItem.From, cancellationToken);

    public async Task RetryAsync(string id, AdminAct act, CancellationToken cancellationToken)
    {
        var document = await FindAsync(id, cancellationToken);
        await RecordAsync(act, document, () => RetryAsync(id, document, cancellationToken));
    }

    private async Task RetryAsync(string id, Document<ErrorRecord> document, CancellationToken cancellationToken)
    {
        try
        {
            await actions.RetryAsync(store, document, cancellationToken);
        }
        catch (BrokerUnavailableException)
        {
            throw AdminException.Unavailable("The broker can't take the message now; it stays set aside. Try again later.");
        }
        catch (Exception e) when (e is UnpublishableMessageException or InvalidOperationException or TimeoutException)
        {
            throw AdminException.Conflict($"The message can't be retried. {e.Message}");
        }
        catch (DocumentConcurrencyException)
        {
            throw ChangedMeanwhile(id);
        }
    }

    public async Task<RetryResult> RetryAllAsync(string? filter, AdminAct act, CancellationToken cancellationToken)
    {
        var query = new DocumentQuery
        {
            Tenant = ErrorCollections.Partition,
            Filter = filter is null ? null : FilterBinder.Parse(filter, store.Records.Definition.Attributes),
            Limit = 50,
        };
        // The other services of a process are asked too, and most have nothing to retry.
        if (await store.Records.CountAsync(query.Tenant, query.Filter, cancellationToken) == 0)
            return new RetryResult(0, 0, HasMore: false, []);
        return await audit.AroundAsync(act, Service, before: null, async () =>
        {
            var result = await RetryAllAsync(query, cancellationToken);
            return (result, new JsonObject { ["retried"] = result.Retried, ["failed"] = result.Failed });
        });
    }

    private async Task<RetryResult> RetryAllAsync(DocumentQuery query, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var (retried, failed) = (0, 0);
        // In the order of their ids, so that each is retried once, even if it fails again at once.
        await foreach (var document in store.Records.StreamAsync(query, cancellationToken))
        {
            if (time.GetElapsedTime(started) > LongestRetry)
                return new RetryResult(retried, failed, HasMore: true, []);
            if (await TryRetryAsync(document, cancellationToken))
                retried++;
            else
                failed++;
        }

        return new RetryResult(retried, failed, HasMore: false, []);
    }

    public async Task DiscardAsync(string id, bool force, AdminAct act, CancellationToken cancellationToken)
    {
        var document = await FindAsync(id, cancellationToken);
        await RecordAsync(act, document, () => DiscardAsync(id, document, force, cancellationToken));
    }

    private async Task DiscardAsync(string id, Document<ErrorRecord> document, bool force, CancellationToken cancellationToken)
    {
        try
        {
            await actions.DiscardAsync(store, document, force, cancellationToken);
        }
        catch (NoPresentStateException e)
        {
            throw AdminException.Conflict(e.Message);
        }
        catch (DocumentConcurrencyException)
        {
            throw ChangedMeanwhile(id);
        }
    }

    private Task RecordAsync(AdminAct act, Document<ErrorRecord> document, Func<Task> run)
    {
        act.Tenant = document.Body.Tenant;
        var before = new JsonObject { ["queue"] = document.Body.Queue, ["messageType"] = document.Body.MessageType };
        return audit.AroundAsync<object?>(act, Service, before, async () =>
        {
            await run();
            return (null, null);
        });
    }

    private async Task<bool> TryRetryAsync(Document<ErrorRecord> document, CancellationToken cancellationToken)
    {
        try
        {
            await actions.RetryAsync(store, document, cancellationToken);
            return true;
        }
        catch (Exception e) when (e is UnpublishableMessageException or InvalidOperationException or TimeoutException
            or DocumentConcurrencyException or BrokerUnavailableException)
        {
            return false;
        }
    }

    private async Task<Document<ErrorRecord>> FindAsync(string id, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken) ?? throw AdminException.NotFound($"There is no error '{id}'.");

    private static AdminException ChangedMeanwhile(string id) =>
        AdminException.Conflict($"Error '{id}' was retried, discarded or set aside again at the same time.");
}
