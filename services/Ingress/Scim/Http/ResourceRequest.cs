using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Dialects;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Ingress.RequestLog;
using Scim.Bus.Ingress.Tenants;
using Scim.Protocol.Errors;
using Scim.Protocol.Patch;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Http;

/// <summary>A request for a resource: an HTTP request, or an operation of a bulk request.</summary>
internal abstract class ResourceRequest
{
    private readonly TenantRecord _tenant;

    protected ResourceRequest(TenantRecord tenant, ScimOptions options, string baseUri, RequestEntry? entry)
        : this(tenant, options, baseUri, new PatchBudget(), entry)
    {
    }

    protected ResourceRequest(ResourceRequest other, RequestEntry? entry)
        : this(other._tenant, other.Options, other.BaseUri, other.Budget, entry)
    {
    }

    private ResourceRequest(TenantRecord tenant, ScimOptions options, string baseUri, PatchBudget budget, RequestEntry? entry) =>
        (_tenant, Options, BaseUri, Budget, Entry) = (tenant, options, baseUri, budget, entry);

    public TenantId Tenant => _tenant.Id;

    public TenantSettings Settings => _tenant.Settings;

    public ScimOptions Options { get; }

    /// <summary>The URI of the SCIM service, without a trailing slash.</summary>
    public string BaseUri { get; }

    /// <summary>What the PATCH operations of the HTTP request may select. The operations of a bulk request share it.</summary>
    public PatchBudget Budget { get; }

    /// <summary>What the request log is to know of it; null for what has no record of its own.</summary>
    public RequestEntry? Entry { get; }

    /// <summary>The repairs for the tenant's identity provider.</summary>
    public Dialect Dialect => Dialect.For(Settings);

    public abstract Precondition Precondition { get; }

    /// <summary>The body of a PUT or PATCH after the repairs; null before it was read.</summary>
    public JsonObject? RepairedBody { get; private set; }

    /// <summary>The attributes that the client wants in the response.</summary>
    public abstract AttributeSelection Selection(ResourceType type);

    /// <exception cref="ScimException">413, 415 or 400 <c>invalidSyntax</c>.</exception>
    public abstract Task<JsonObject> BodyAsync();

    /// <summary>Reads a message other than a resource or PATCH, after the repairs for the tenant's identity provider.</summary>
    /// <param name="schema">The URN of the message.</param>
    /// <exception cref="ScimException">As in <see cref="BodyAsync"/>.</exception>
    public async Task<JsonObject> MessageAsync(string schema) => Dialect.RepairMessage(await BodyAsync(), schema);

    /// <summary>Reads the resource in a POST, after the repairs for the tenant's identity provider.</summary>
    /// <exception cref="ScimException">As in <see cref="BodyAsync"/> and <see cref="ResourceReader"/>.</exception>
    public async Task<JsonObject> ResourceBodyAsync(ResourceType type) =>
        ResourceReader.Read(Dialect.RepairResource(await SentBodyAsync(), type, Entry?.Repairs), type);

    /// <summary>Reads the resource in a PUT, after the repairs for the tenant's identity provider.</summary>
    /// <exception cref="ScimException">As in <see cref="BodyAsync"/> and <see cref="ResourceReader"/>.</exception>
    public async Task<Replacement> ReplacementBodyAsync(ResourceType type) =>
        Replacement.Read(RepairedBody = Dialect.RepairResource(await SentBodyAsync(), type, Entry?.Repairs), type);

    /// <summary>Reads the operations of a PATCH, after the repairs for the tenant's identity provider.</summary>
    /// <exception cref="ScimException">As in <see cref="BodyAsync"/> and <see cref="PatchRequest"/>.</exception>
    public async Task<IReadOnlyList<PatchOperation>> PatchBodyAsync(ResourceType type)
    {
        var body = await SentBodyAsync();
        PatchRequest.RequireFew(body);
        return PatchRequest.Read(RepairedBody = Dialect.RepairPatch(body, type, Entry?.Repairs));
    }

    /// <summary>Notes which resource it is about, for the request log.</summary>
    /// <param name="type">Type of the resource.</param>
    /// <param name="id">Id of the resource; null for a new one.</param>
    /// <returns>The request.</returns>
    public ResourceRequest About(ResourceType type, string? id)
    {
        Entry?.About(type, id);
        return this;
    }

    private async Task<JsonObject> SentBodyAsync()
    {
        var body = await BodyAsync();
        Entry?.Sent(body);
        return body;
    }
}
