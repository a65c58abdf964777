using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Directory.Groups;
using Scim.Bus.Ingress.Directory.Users;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.RequestLog;

/// <summary>Stores refusals before they are answered, as many of a tenant in a minute as there is room for.</summary>
internal sealed class RefusalWriter(
    IDocumentCollection<RequestRecord> items,
    UserStore users,
    GroupStore groups,
    RequestQueue queue,
    RequestCounts counts,
    RequestRetentionPeriod retention,
    RefusalBudget budget,
    IOptions<RequestLogOptions> options,
    TimeProvider time,
    ILogger<RefusalWriter> logger)
{
    /// <summary>Counts refusals, and stores them. A failure is queued instead: the store may be what fails.</summary>
    public async Task WriteAsync(IReadOnlyList<RequestRecord> refusals)
    {
        var recorded = new List<RequestRecord>();
        foreach (var refusal in refusals)
        {
            var isRecorded = budget.TryTake(refusal.Tenant);
            counts.AddRefusal(refusal, isRecorded);
            if (isRecorded && refusal.Outcome == RequestOutcome.Failed)
                queue.Add(refusal);
            else if (isRecorded)
                recorded.Add(refusal);
        }

        if (recorded.Count == 0)
            return;
        try
        {
            await StoreAsync(recorded).WaitAsync(options.Value.RefusalPatience, time);
        }
        catch (TimeoutException)
        {
            logger.LogWarning("The request log is slow: {Count} refusals are answered before they are on record", recorded.Count);
        }
    }

    private async Task StoreAsync(List<RequestRecord> refusals)
    {
        try
        {
            for (var i = 0; i < refusals.Count; i++)
                refusals[i] = await WithSubjectAsync(refusals[i]);
            await items.InsertMissingAsync([.. refusals.Select(retention.DocumentOf)], CancellationToken.None);
        }
#pragma warning disable CA1031 // Whatever the log meets, the client gets the answer to what it sent.
        catch (Exception e)
        {
            foreach (var refusal in refusals)
                counts.AddNotRecorded(refusal.Tenant);
            logger.LogWarning(e, "{Count} refusals are counted, but not on record", refusals.Count);
        }
#pragma warning restore CA1031
    }

    /// <summary>With the name that the directory has, for a refusal that had none.</summary>
    private async Task<RequestRecord> WithSubjectAsync(RequestRecord refusal)
    {
        if (refusal is not { Subject: null, ResourceId: { } id, Status: not StatusCodes.Status404NotFound })
            return refusal;
        var (found, resource) = await FindAsync(refusal, id);
        var subject = PersonNames.Subject(found);
        return refusal with { Subject = subject, Names = PersonNames.WordsOf(subject, resource) };
    }

    private async Task<(string? Name, JsonObject? Resource)> FindAsync(RequestRecord refusal, string id)
    {
        if (refusal.ResourceType == ResourceTypes.User.Name)
        {
            return refusal.UserId is { } user && await users.FindAsync(refusal.Tenant, user, CancellationToken.None) is { } found
                ? (found.UserName, found.Resource)
                : (null, null);
        }

        var document = await groups.Documents.GetAsync(refusal.Tenant, id, CancellationToken.None);
        return document is { Body: { Deleted: false } group } ? (group.DisplayName, group.Resource) : (null, null);
    }
}
