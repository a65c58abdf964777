using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Scim.Bus.Contracts;
using Scim.Bus.Outbox;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.ServiceDefaults.Audit;

/// <summary>Something that somebody does in the admin API or the Console, for the audit log. One for each request.</summary>
public sealed class AdminAct
{
    /// <summary>Name of the route's parameter with the tenant, in the admin API and in the Console's pages.</summary>
    private const string TenantParameter = AdminAccess.TenantParameter;

    private const int MaxTarget = 200;

    /// <param name="service">The service whose log has the entry; null for the first of the host.</param>
    /// <param name="action">What is done.</param>
    /// <param name="actor">Who does it; null if nobody is known.</param>
    /// <param name="address">Address of the client; null if it is not known.</param>
    public AdminAct(string? service, string action, Actor? actor, string? address) =>
        (Service, Action, Actor, Address) = (service, action, actor, address);

    /// <summary>The service whose log has the entry; null for the first of the host.</summary>
    public string? Service { get; }

    /// <summary>What is done, such as <c>token.issue</c>.</summary>
    public string Action { get; }

    /// <summary>Who does it.</summary>
    public Actor? Actor { get; }

    /// <summary>Address of the client.</summary>
    public string? Address { get; }

    /// <summary>The tenant that it is about.</summary>
    public TenantId? Tenant { get; set; }

    /// <summary>What it is done to: a path below the admin API, or below the tenant.</summary>
    public string? Target { get; set; }

    /// <summary>True if the entry is written, or in the outbox of the document that the act changes.</summary>
    public bool IsRecorded { get; private set; }

    /// <summary>True if the entry is written, here or by another service. In an outbox it is only once the document is stored.</summary>
    internal bool IsWritten { get; private set; }

    /// <summary>Binds the act of a request to a handler's parameter.</summary>
    public static ValueTask<AdminAct?> BindAsync(HttpContext context) => ValueTask.FromResult<AdminAct?>(Of(context));

    /// <summary>The act of a request, the same each time.</summary>
    public static AdminAct Of(HttpContext context)
    {
        if (context.Features.Get<AdminAct>() is { } known)
            return known;
        var endpoint = context.GetEndpoint();
        var declared = endpoint?.Metadata.GetMetadata<AuditedAct>();
        var route = (endpoint as RouteEndpoint)?.RoutePattern.RawText?.TrimStart('/');
        var given = context.GetRouteValue(TenantParameter) as string;
        var act = new AdminAct(
            declared?.Service,
            declared?.Action ?? $"{context.Request.Method} /{route}",
            context.User.GetActor(),
            context.GetClientAddress())
        {
            Tenant = TenantId.TryParse(given, null, out var tenant) ? tenant : null,
            Target = TargetOf(context.Request.Path, given),
        };
        context.Features.Set(act);
        return act;
    }

    /// <summary>Puts the entry into the outbox of the document that the act changes: both are one write.</summary>
    /// <param name="before">The document before; null if it is new, or if the act is to be recorded in any case.</param>
    /// <param name="after">The document after.</param>
    /// <param name="target">The document's path, as in <see cref="Target"/>.</param>
    /// <param name="facts">What the entry may say of a document: no secret, and no body.</param>
    /// <param name="now">Current time, UTC.</param>
    /// <returns>The document to store. Without an entry if nothing that <paramref name="facts"/> says differs.</returns>
    public T Record<T>(T? before, T after, string target, Func<T, JsonObject> facts, DateTimeOffset now)
        where T : class, IHasOutbox<T>
    {
        Target = target;
        var (was, becomes) = AuditFacts.Between(before is null ? null : facts(before), facts(after));
        // Each attempt of a change decides anew, and the last one is the one that is stored.
        IsRecorded = before is null || was is not null || becomes is not null;
        if (!IsRecorded)
            return after;
        var item = ToItem(Service ?? "", now, AuditOutcome.Done) with { Before = was, After = becomes };
        return after.WithPending([.. after.Pending, PendingMessage.CreateLocal(AuditLog.StoreName, item, item.Id, now)]);
    }

    /// <summary>
    /// Notes that a change finds nothing to do. It may have found something in an earlier attempt, which another writer overtook.
    /// </summary>
    public void MarkUnchanged() => IsRecorded = IsWritten;

    /// <summary>Notes that the entry is written, or that another service writes it.</summary>
    public void MarkWritten() => IsRecorded = IsWritten = true;

    /// <summary>Makes the entry.</summary>
    internal AuditItem ToItem(string service, DateTimeOffset now, AuditOutcome outcome) => new()
    {
        Id = Guid.CreateVersion7(now),
        At = now,
        Service = service,
        Actor = Actor,
        Address = Address,
        Action = Action,
        Tenant = Tenant,
        Target = Target,
        Outcome = outcome,
        TraceId = Activity.Current is { Recorded: true } activity ? $"{activity.TraceId}" : null,
    };

    /// <summary>The path without <c>/api</c> and without the tenant.</summary>
    private static string? TargetOf(PathString path, string? tenant)
    {
        var rest = path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase, out var below) ? below : path;
        if (tenant is not null && rest.StartsWithSegments($"/tenants/{tenant}", StringComparison.OrdinalIgnoreCase, out var ofTenant))
            rest = ofTenant;
        var text = rest.Value?.Trim('/');
        return string.IsNullOrEmpty(text) ? null : text.Length > MaxTarget ? text[..MaxTarget] : text;
    }
}
