using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Dialects;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Ingress.Tenants;
using Scim.Protocol.Errors;
using Scim.Protocol.Patch;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Http;

/// <summary>What every SCIM endpoint needs to know of its request. Bound by minimal APIs.</summary>
internal sealed class ScimRequest
{
    private readonly HttpContext _context;
    private readonly ScimOptions _options;

    private ScimRequest(HttpContext context)
    {
        _context = context;
        _options = context.RequestServices.GetRequiredService<IOptions<ScimOptions>>().Value;
        TenantRecord = context.Features.Get<TenantRecord>() ?? throw new InvalidOperationException("The request was not authenticated.");
    }

    public TenantId Tenant => TenantRecord.Id;

    public TenantSettings Settings => TenantRecord.Settings;

    public ScimOptions Options => _options;

    /// <summary>Repairs what the tenant's identity provider sends.</summary>
    public Dialect Dialect => Dialect.Of(Settings.IdentityProvider);

    /// <summary>The address of the SCIM service, without a slash at its end.</summary>
    public string BaseUri
    {
        get
        {
            var request = _context.Request;
            var root = _options.PublicUrl?.ToString().TrimEnd('/') ?? $"{request.Scheme}://{request.Host}{request.PathBase}";
            return root + ScimMedia.Path;
        }
    }

    /// <summary>What the client demands of the present version, from <c>If-Match</c>.</summary>
    public Precondition Precondition => new(Tags(_context.Request.Headers.IfMatch));

    /// <summary>The entity tags that the client has, from <c>If-None-Match</c>; null if it has none.</summary>
    public IReadOnlyList<string>? KnownTags => Tags(_context.Request.Headers.IfNoneMatch);

    private TenantRecord TenantRecord { get; }

    public static ValueTask<ScimRequest?> BindAsync(HttpContext context) => ValueTask.FromResult<ScimRequest?>(new ScimRequest(context));

    /// <summary>A parameter of the query, or null.</summary>
    /// <exception cref="ScimException">400: it is given twice.</exception>
    public string? Parameter(string name)
    {
        var values = _context.Request.Query[name];
        return values.Count <= 1 ? values.ToString() is { Length: > 0 } value ? value : null : throw ScimException.InvalidValue($"'{name}' is given twice.");
    }

    /// <summary>Whether the query has a parameter, be it empty.</summary>
    public bool HasParameter(string name) => _context.Request.Query.ContainsKey(name);

    /// <summary>Which attributes the answer is to have.</summary>
    public AttributeSelection Selection(ResourceType type) => AttributeSelection.Of(Names("attributes"), Names("excludedAttributes"), type);

    /// <summary>The body of a POST or PUT of a resource, with the repairs that the tenant's identity provider needs.</summary>
    public async Task<JsonObject> ResourceBodyAsync(ResourceType type)
    {
        var body = await BodyAsync();
        return ResourceReader.Read(Dialect.RepairResource(body, type), type);
    }

    /// <summary>The operations of a PATCH, with the repairs that the tenant's identity provider needs.</summary>
    public async Task<IReadOnlyList<PatchOperation>> PatchBodyAsync(ResourceType type) =>
        PatchRequest.Read(Dialect.RepairPatch(await BodyAsync(), type));

    /// <summary>The body.</summary>
    public Task<JsonObject> BodyAsync() => RequestBody.ReadAsync(_context.Request, _options.MaxBodySize, _context.RequestAborted);

    private IReadOnlyList<string>? Names(string parameter) => Parameter(parameter)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Entity tags; a weak one is compared as if it were strong, since clients add the mark of their own accord.</summary>
    private static IReadOnlyList<string>? Tags(Microsoft.Extensions.Primitives.StringValues header)
    {
        if (header.Count == 0)
            return null;
        return [.. header.SelectMany(value => (value ?? "").Split(',')).Select(tag => tag.Trim()).Select(tag => tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag)];
    }
}
