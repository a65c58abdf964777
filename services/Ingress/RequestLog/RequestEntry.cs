using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Tokens;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.Authorization;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.RequestLog;

/// <summary>
/// A request that is being handled, or an operation of a bulk request: what is known of it so far. What it changes takes its record along
/// in the outbox of the changed document (<see cref="Record{T}"/>).
/// </summary>
/// <param name="flight">The requests that are being handled.</param>
/// <param name="method">Its method.</param>
/// <param name="path">Its path.</param>
internal sealed class RequestEntry(RequestsInFlight flight, string method, string path)
{
    private readonly List<string> _repairs = [];
    private Guid? _id;
    private RedactedBody? _body;
    private RecordedBody? _unread;
    private IReadOnlyList<string> _names = [];

    /// <summary>Its id, which begins with the time.</summary>
    public Guid Id => _id ??= Guid.CreateVersion7(At);

    public DateTimeOffset At { get; } = flight.Time.GetUtcNow();

    public string Method => method;

    public string Path => path;

    /// <summary>The query string, with its question mark.</summary>
    public string? Query { get; init; }

    /// <summary>Which operation of a bulk request it is.</summary>
    public RecordedOperation? Bulk { get; init; }

    /// <summary>The token that it was sent with; null as long as it is not known.</summary>
    public SentToken? Token { get; set; }

    public IPAddress? Address { get; set; }

    public string? Subject { get; private set; }

    public string? ResourceType { get; private set; }

    public string? ResourceId { get; private set; }

    public UserId? User { get; private set; }

    /// <summary>The record in an outbox; null if the request has changed nothing.</summary>
    public RequestRecord? Recorded { get; private set; }

    /// <summary>Where names of repairs that changed something are added.</summary>
    public ICollection<string> Repairs => _repairs;

    /// <summary>Timestamp of its arrival.</summary>
    public long StartedAt { get; } = flight.Time.GetTimestamp();

    /// <summary>Length of the body; null if it was not read.</summary>
    public long? Bytes { get; set; }

    /// <summary>True if the request deactivates a user, as far as is known.</summary>
    public bool IsDeactivation { get; set; }

    /// <summary>True for a bulk request, whose operations are recorded instead.</summary>
    public bool IsBulk { get; set; }

    /// <summary>Milliseconds from its arrival to its end; null as long as it is handled.</summary>
    public double? Duration { get; private set; }

    /// <summary>Milliseconds since its arrival.</summary>
    public double Elapsed => Math.Round(flight.Time.GetElapsedTime(StartedAt).TotalMilliseconds, 3);

    /// <summary>Notes that it ends.</summary>
    /// <param name="status">Its status if it was accepted; null otherwise.</param>
    public void Stop(int? status)
    {
        Duration = Elapsed;
        if (Recorded is not null && status is { } accepted)
            flight.Finished(Id, accepted, Duration.Value);
    }

    /// <summary>Notes what it is about.</summary>
    public void About(ResourceType type, string? id)
    {
        (ResourceType, ResourceId) = (type.Name, Guid.TryParse(id, out _) ? id : null);
        User = type == ResourceTypes.User && UserId.TryParse(id, null, out var user) ? user : null;
    }

    /// <summary>Notes the body as it was sent, before it is repaired.</summary>
    public void Sent(JsonObject body)
    {
        if (_body is not null)
            return;
        _body = BodyRedactor.Redact(body, Bytes);
        if (PersonNames.SubjectOf(body) is not { } subject)
            return;
        Subject = subject;
        _names = PersonNames.WordsOf(subject, body);
    }

    /// <summary>Notes a body that is kept as length and hash, or as length only.</summary>
    public void NotRead(long bytes, string? sha256) => _unread = new RecordedBody { Bytes = bytes, Sha256 = sha256 };

    /// <summary>Notes who it is about, as the directory has it. What was sent goes first.</summary>
    public void Found(string? subject, JsonObject? resource = null)
    {
        if (Subject is not null || PersonNames.Subject(subject) is not { } name)
            return;
        Subject = name;
        _names = PersonNames.WordsOf(name, resource);
    }

    /// <summary>An operation of this request.</summary>
    public RequestEntry Operation(int index, string operationMethod, string operationPath) =>
        new(flight, operationMethod, operationPath) { Bulk = new RecordedOperation(Id, index), Token = Token, Address = Address };

    /// <summary>Puts the record into the outbox of the document that the request changes: both are one write.</summary>
    /// <param name="before">The document before; null if it is new.</param>
    /// <param name="after">The document after; the same if nothing changes.</param>
    /// <param name="id">Id of the resource.</param>
    /// <param name="members">Members that it adds and removes; null if it is about no membership.</param>
    /// <param name="only">The only member; null if there is none, or several.</param>
    /// <returns>The document to store.</returns>
    public T Record<T>(T? before, T after, string id, RecordedMembers? members = null, UserId? only = null)
        where T : class, IHasOutbox<T>
    {
        // Each attempt of a change decides anew, and the last one is the one that is stored.
        if (ReferenceEquals(before, after) || Token is null)
        {
            Recorded = null;
            return after;
        }

        var isUser = ResourceType == ResourceTypes.User.Name;
        var events = RecordedEvents.In(after.Pending, before?.Pending.Count ?? 0);
        if (members is not null)
            events.Add(nameof(GroupMembershipChanged));
        // A refused creation has no id, so the entry does not keep it.
        Recorded = ToRecord(Token, RequestOutcome.Changed) with
        {
            ResourceId = id,
            UserId = only ?? (isUser && UserId.TryParse(id, null, out var user) ? user : (UserId?)null),
            Events = events,
            Members = members,
            Deactivation = events.Contains(nameof(UserDeprovisioned)),
        };
        flight.Add(this);
        var entry = PendingMessage.CreateLocal(RequestStore.StoreName, Recorded, Recorded.Id, flight.Time.GetUtcNow());
        return after.WithPending([.. after.Pending, entry]);
    }

    /// <summary>The record, as far as it is known.</summary>
    public RequestRecord ToRecord(SentToken token, RequestOutcome outcome) => new()
    {
        Id = Id,
        Tenant = token.Tenant,
        At = At,
        Outcome = outcome,
        Method = RequestPath.Shorten(method, 20),
        Path = RequestPath.Shown(path),
        Query = outcome == RequestOutcome.Changed ? null : RequestPath.Shorten(SecretText.OfQuery(Query)),
        Subject = Subject,
        Names = _names,
        ResourceType = ResourceType,
        ResourceId = ResourceId,
        UserId = User,
        Repairs = _repairs,
        Deactivation = IsDeactivation,
        TokenId = token.Id,
        TokenName = token.Name,
        TokenState = token.State,
        Address = ClientAddress.TextOf(Address),
        Bulk = Bulk,
        TraceId = Activity.Current is { Recorded: true } activity ? activity.TraceId.ToString() : null,
        Request = _body?.Copy ?? _unread,
    };

    /// <summary>A refusal's detail, without what is hidden in the body.</summary>
    public string Hide(string detail)
    {
        // It may repeat the path.
        if (RequestPath.Shown(path) == SecretText.Redacted)
            return SecretText.Redacted;
        var hidden = _body?.Hide(detail) ?? detail;
        return SecretText.OfQuery(Query)?.Contains(SecretText.Redacted, StringComparison.Ordinal) == true
            ? SecretText.HideQuoted(hidden)
            : hidden;
    }

    /// <summary>Under another id: what it was to change may be stored, and has the first one.</summary>
    public void RenewId() => _id = Guid.CreateVersion7(At);
}
