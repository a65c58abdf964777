using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Ingress.RequestLog;
using Scim.Bus.Ingress.Tenants;
using Scim.Bus.Ingress.Tokens;
using Scim.Protocol.Errors;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;
using Scim.Protocol.Search;

namespace Scim.Bus.Ingress.Scim.Http;

/// <summary>An authenticated HTTP request below <c>/scim/v2</c>, as minimal APIs bind it for every endpoint.</summary>
internal sealed class ScimRequest : ResourceRequest
{
    private readonly HttpContext _context;

    private ScimRequest(HttpContext context, TenantRecord tenant, ScimOptions options)
        : base(tenant, options, BaseUriOf(context.Request, options), EntryOf(context)) => _context = context;

    public override Precondition Precondition =>
        new(EntityTags.Parse(_context.Request.Headers.IfMatch), EntityTags.Parse(_context.Request.Headers.IfNoneMatch));

    public static ValueTask<ScimRequest?> BindAsync(HttpContext context) => ValueTask.FromResult<ScimRequest?>(new ScimRequest(
        context,
        context.Features.Get<TenantRecord>() ?? throw new InvalidOperationException("The request was not authenticated."),
        context.RequestServices.GetRequiredService<IOptions<ScimOptions>>().Value));

    /// <summary>A query parameter; null if it is absent or empty.</summary>
    /// <exception cref="ScimException">400 <c>invalidValue</c>: the parameter occurs more than once.</exception>
    public string? Parameter(string name)
    {
        var values = _context.Request.Query[name];
        if (values.Count > 1)
            throw ScimException.InvalidValue($"'{name}' occurs more than once.");
        return values.ToString() is { Length: > 0 } value ? value : null;
    }

    /// <summary>The query parameters of a list (RFC 7644, section 3.4.2; RFC 9865, section 2).</summary>
    /// <exception cref="ScimException">400 <c>invalidValue</c>: a parameter has the wrong type or occurs more than once.</exception>
    public SearchRequest Search() => new()
    {
        Attributes = Names("attributes"),
        ExcludedAttributes = Names("excludedAttributes"),
        Filter = Parameter("filter"),
        SortBy = Parameter("sortBy"),
        SortOrder = Parameter("sortOrder"),
        StartIndex = Number("startIndex"),
        Count = Number("count"),
        // An empty cursor requests the first page.
        Cursor = Parameter("cursor") ?? (_context.Request.Query.ContainsKey("cursor") ? "" : null),
    };

    public override AttributeSelection Selection(ResourceType type) =>
        AttributeSelection.Create(Names("attributes"), Names("excludedAttributes"), type);

    public override Task<JsonObject> BodyAsync() => RequestBody.ReadAsync(_context.Request, Options.MaxBodySize, _context.RequestAborted);

    /// <summary>The URI of the SCIM service, without a trailing slash.</summary>
    public static string BaseUriOf(HttpRequest request, ScimOptions options)
    {
        var root = options.PublicUrl?.ToString().TrimEnd('/') ?? $"{request.Scheme}://{request.Host}{request.PathBase}";
        return root + ScimMedia.Path;
    }

    /// <summary>What the request log knows of the request. Its token is known once it is authenticated.</summary>
    private static RequestEntry? EntryOf(HttpContext context)
    {
        if (context.Features.Get<RequestEntry>() is not { } entry)
            return null;
        (entry.Token, entry.Address) = (context.Features.Get<SentToken>(), context.Connection.RemoteIpAddress);
        return entry;
    }

    private IReadOnlyList<string>? Names(string parameter) =>
        Parameter(parameter)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private long? Number(string name) => Parameter(name) is not { } value
        ? null
        : long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw ScimException.InvalidValue($"'{name}' is '{Shown.Text(value)}'; it must be a whole number.");
}
