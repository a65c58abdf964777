using System.Buffers.Binary;
using System.Globalization;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.Console.Clients;

/// <summary>The log of SCIM requests, at the ingress.</summary>
internal sealed class RequestsClient(HttpClient http, IHttpContextAccessor accessor) : ServiceClient(http, accessor)
{
    private const string Root = "requests";

    /// <summary>A time that no id of a request has, and that may be added to.</summary>
    private const long Latest = 250_000_000_000_000;

    protected override string Name => "The ingress";

    public Task<ListPage<ScimRequest>> ListAsync(TenantId tenant, string? filter, int count, string? cursor) =>
        GetAsync<ListPage<ScimRequest>>(Path(tenant, Root), ("filter", filter), ("count", count), ("cursor", cursor));

    /// <summary>The last requests about a user, the newest first.</summary>
    public async Task<IReadOnlyList<ScimRequest>> ListAboutAsync(TenantId tenant, UserId user, int count) =>
        (await ListAsync(tenant, $"userId eq {Quoted(user.ToString())}", count, null)).Items;

    /// <summary>A request without its bodies; null if it is not on record.</summary>
    public async Task<ScimRequest?> FindAsync(TenantId tenant, Guid id) =>
        (await ListAsync(tenant, FilterOf(id), 1, null)).Items.FirstOrDefault();

    /// <summary>A request with its bodies, which is audited; null if it is not on record.</summary>
    public Task<ScimRequest?> FindWithBodiesAsync(TenantId tenant, Guid id) =>
        FindAsync<ScimRequest>(Path(tenant, Root, id.ToString()));

    /// <summary>Begins an export, as JSON Lines.</summary>
    public Task<HttpResponseMessage> ExportAsync(TenantId tenant, string? filter) =>
        OpenAsync(Path(tenant, Root, "export"), ("filter", filter));

    /// <summary>What came with nobody's token.</summary>
    public Task<ListPage<UnattributedRequests>> ListUnattributedAsync(string? filter, int count, string? cursor) =>
        GetAsync<ListPage<UnattributedRequests>>("/api/requests", ("filter", filter), ("count", count), ("cursor", cursor));

    /// <summary>Selects one request. An id begins with the time, and times have an index.</summary>
    private static string FilterOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var at = DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(Latest, BinaryPrimitives.ReadInt64BigEndian(bytes) >>> 16));
        return $"id eq {Quoted(id.ToString())} and at ge {Text(at.AddSeconds(-1))} and at le {Text(at.AddSeconds(1))}";
    }

    private static string Text(DateTimeOffset at) =>
        Quoted(at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
}
