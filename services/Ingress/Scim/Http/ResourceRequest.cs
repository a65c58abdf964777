using System.Text.Json.Nodes;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Dialects;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Ingress.Tenants;
using Scim.Protocol.Errors;
using Scim.Protocol.Patch;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Http;

/// <summary>What is asked of a resource, be it by a request of its own or by an operation of a bulk request.</summary>
internal abstract class ResourceRequest
{
    private readonly TenantRecord _tenant;

    protected ResourceRequest(TenantRecord tenant, ScimOptions options, string baseUri) => (_tenant, Options, BaseUri) = (tenant, options, baseUri);

    protected ResourceRequest(ResourceRequest other)
        : this(other._tenant, other.Options, other.BaseUri)
    {
    }

    public TenantId Tenant => _tenant.Id;

    public TenantSettings Settings => _tenant.Settings;

    public ScimOptions Options { get; }

    /// <summary>The address of the SCIM service, without a slash at its end.</summary>
    public string BaseUri { get; }

    /// <summary>Repairs what the tenant's identity provider sends.</summary>
    public Dialect Dialect => Dialect.Of(Settings.IdentityProvider);

    /// <summary>What the client demands of the present version.</summary>
    public abstract Precondition Precondition { get; }

    /// <summary>Which attributes the answer is to have.</summary>
    public abstract AttributeSelection Selection(ResourceType type);

    /// <summary>The body.</summary>
    /// <exception cref="ScimException">413, 415 or 400 <c>invalidSyntax</c>.</exception>
    public abstract Task<JsonObject> BodyAsync();

    /// <summary>The body of a POST or PUT of a resource, with the repairs that the tenant's identity provider needs.</summary>
    /// <exception cref="ScimException">As <see cref="BodyAsync"/> and <see cref="ResourceReader"/> say.</exception>
    public async Task<JsonObject> ResourceBodyAsync(ResourceType type)
    {
        var body = await BodyAsync();
        return ResourceReader.Read(Dialect.RepairResource(body, type), type);
    }

    /// <summary>The operations of a PATCH, with the repairs that the tenant's identity provider needs.</summary>
    /// <exception cref="ScimException">As <see cref="BodyAsync"/> and <see cref="PatchRequest"/> say.</exception>
    public async Task<IReadOnlyList<PatchOperation>> PatchBodyAsync(ResourceType type) =>
        PatchRequest.Read(Dialect.RepairPatch(await BodyAsync(), type));
}
