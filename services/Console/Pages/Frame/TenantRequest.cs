using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Identity;
using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Pages.Frame;

/// <summary>A request for a page about the tenant that its path names.</summary>
internal sealed class TenantRequest : PageRequest
{
    private readonly Optional<Tenant> _settings;

    private TenantRequest(HttpContext http, TenantId tenant, Optional<Tenant> settings)
        : base(http) => (Tenant, _settings) = (tenant, settings);

    public TenantId Tenant { get; }

    /// <summary>The tenant's settings.</summary>
    /// <exception cref="RefusedException">503: the ingress is away.</exception>
    public Tenant Settings =>
        _settings.Value ?? throw new RefusedException(StatusCodes.Status503ServiceUnavailable, _settings.Problem!);

    /// <summary>The tenant's settings; null if the ingress is away.</summary>
    public Tenant? KnownSettings => _settings.Value;

    /// <exception cref="RefusedException">404: there is no such tenant.</exception>
    public static new async ValueTask<TenantRequest?> BindAsync(HttpContext context)
    {
        var text = (string)context.GetRouteValue(PageRight.Tenant)!;
        if (!TenantId.TryParse(text, null, out var tenant))
            throw new RefusedException(StatusCodes.Status404NotFound, $"Tenant '{text}' does not exist.");
        var settings = await ReadAsync(context.RequestServices.GetRequiredService<TenantsClient>(), tenant);
        LastTenant.Set(context, tenant);
        return new TenantRequest(context, tenant, settings);
    }

    /// <summary>Path of a page of the tenant.</summary>
    public string Path(params ReadOnlySpan<string> parts) => PagePath.OfTenant(Tenant, parts);

    public override PageFrame Frame(string title) => base.Frame(title) with { Tenant = Tenant, Settings = _settings.Value };

    private static async Task<Optional<Tenant>> ReadAsync(TenantsClient tenants, TenantId tenant)
    {
        try
        {
            return new Optional<Tenant>(await tenants.GetAsync(tenant), null);
        }
        catch (Exception e) when (e is ServiceAwayException or RefusedException { Status: >= StatusCodes.Status500InternalServerError })
        {
            return new Optional<Tenant>(null, e.Message);
        }
    }
}
