using System.Text.Json;
using System.Text.Json.Nodes;
using Scim.Bus.DocumentStore;
using Scim.Bus.Ingress.Tenants;
using Scim.Bus.Ingress.Tokens;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Protocol.Errors;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.RequestLog;

/// <summary>Puts SCIM requests on record once it is known what becomes of them.</summary>
internal sealed class RequestRecorder(
    RequestsInFlight flight,
    RequestQueue queue,
    RequestCounts counts,
    RefusalWriter refused,
    UnknownRequests unknown,
    TokenStore tokens)
{
    /// <summary>Begins a request.</summary>
    public RequestEntry Begin(HttpContext context)
    {
        var request = context.Request;
        var entry = new RequestEntry(flight, request.Method, request.Path.Value ?? "") { Query = request.QueryString.Value };
        context.Features.Set(entry);
        return entry;
    }

    /// <summary>Records a request that was accepted, before its answer has reached the client.</summary>
    public void Answered(HttpContext context, RequestEntry entry)
    {
        Identify(context, entry);
        if (entry.Token is not { } token || entry.IsBulk)
            return;
        var status = context.Response.StatusCode;
        if (!RequestPath.IsRead(entry.Method, entry.Path))
        {
            Accepted(entry, token, status);
            return;
        }

        counts.AddRead(token.Tenant);
        if (context.Features.Get<TenantRecord>() is { Settings.RecordReads: true })
            queue.Add(entry.ToRecord(token, RequestOutcome.Read) with { Status = status, DurationMs = entry.Elapsed });
    }

    /// <summary>Records a request that is about to be answered with an error. What is nobody's is counted.</summary>
    public async Task RefusedAsync(HttpContext context, RequestEntry entry, ScimException error)
    {
        Identify(context, entry);
        entry.Token ??= await AttributeAsync(context, error);
        if (entry.Token is { } token)
            await refused.WriteAsync([Refusal(entry, token, error)]);
        else
            unknown.Add(entry.Address, ReasonOf(context, error), entry.Method, entry.Path);
    }

    /// <summary>Records a request whose client was gone before the answer. What it changed is on record anyway.</summary>
    public void Abandoned(HttpContext context, RequestEntry entry)
    {
        Identify(context, entry);
        if (entry is { Token: { } token, Recorded: null, IsBulk: false } && !RequestPath.IsRead(entry.Method, entry.Path))
        {
            queue.Add(entry.ToRecord(token, RequestOutcome.Failed) with
            {
                Detail = "The connection was closed before the answer.",
                DurationMs = entry.Elapsed,
            });
        }
    }

    /// <summary>Records the operations of a bulk request, before its answer.</summary>
    public async Task OperationsAsync(IEnumerable<(RequestEntry Entry, int Status, ScimException? Error)> operations)
    {
        var refusals = new List<RequestRecord>();
        foreach (var (entry, status, error) in operations)
        {
            if (entry.Token is not { } token)
                continue;
            if (error is null)
                Accepted(entry, token, status);
            else
                refusals.Add(Refusal(entry, token, error));
        }

        await refused.WriteAsync(refusals);
    }

    private static void Identify(HttpContext context, RequestEntry entry)
    {
        entry.Token ??= context.Features.Get<SentToken>();
        entry.Address ??= context.Connection.RemoteIpAddress;
    }

    private void Accepted(RequestEntry entry, SentToken token, int status)
    {
        counts.AddWrite(token.Tenant, hasChanged: entry.Recorded is not null);
        var duration = entry.Duration ?? entry.Elapsed;
        if (entry.Recorded is null)
        {
            flight.Remove(entry.Id);
            queue.Add(entry.ToRecord(token, RequestOutcome.Unchanged) with { Status = status, DurationMs = duration });
        }
        else if (flight.Answered(entry.Id, status, duration) is { } stored)
        {
            queue.AddAnswer(stored);
        }
    }

    private RequestRecord Refusal(RequestEntry entry, SentToken token, ScimException error)
    {
        // Whether it was stored is not known after a failure: then that has a record too, of its own id.
        if (entry.Recorded is not null)
        {
            flight.Remove(entry.Id);
            entry.RenewId();
        }

        var detail = RequestPath.Shorten(entry.Hide(error.Message));
        var answer = new JsonObject { ["schemas"] = new JsonArray(SchemaUrns.Error), ["status"] = $"{error.Status}", ["detail"] = detail };
        if (error.ScimType is not null)
            answer["scimType"] = error.ScimType;
        var isFailure = error.Status >= StatusCodes.Status500InternalServerError;
        return entry.ToRecord(token, isFailure ? RequestOutcome.Failed : RequestOutcome.Refused) with
        {
            Status = error.Status,
            ScimType = error.ScimType,
            Detail = detail,
            DurationMs = entry.Duration ?? entry.Elapsed,
            Response = new RecordedBody { Json = new RawJson(JsonSerializer.SerializeToUtf8Bytes(answer, DocumentJson.Options)) },
        };
    }

    /// <summary>Whose request it is that found no endpoint, and was therefore not authenticated.</summary>
    private async Task<SentToken?> AttributeAsync(HttpContext context, ScimException error)
    {
        if (error.Status is not (StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed)
            || BearerToken.From(context.Request) is not { Length: > 0 } secret)
        {
            return null;
        }

        try
        {
            return (await tokens.CheckAsync(secret, context.RequestAborted)).Sent;
        }
        catch (StoreUnavailableException)
        {
            // Then it is counted as nobody's.
            return null;
        }
    }

    private static string ReasonOf(HttpContext context, ScimException error) =>
        BearerToken.From(context.Request) is { Length: > 0 } ? UnknownReason.UnknownToken
        : error.Status == StatusCodes.Status404NotFound ? UnknownReason.NoEndpoint
        : UnknownReason.NoToken;
}
