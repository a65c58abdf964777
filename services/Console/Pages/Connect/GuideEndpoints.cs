using Microsoft.Extensions.Options;
using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Gateway;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.Contracts;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Pages.Connect;

/// <summary>The guides for identity providers, with the tenant's own values.</summary>
internal static class GuideEndpoints
{
    public static void MapGuides(this IEndpointRouteBuilder tenant) =>
        tenant.MapPage($"/{ConnectEndpoints.View}/{{guide}}", AdminRight.ReadTenant, ShowAsync);

    /// <summary>Path of a guide's page.</summary>
    public static string PathOf(TenantId tenant, Guide guide) => PagePath.OfTenant(tenant, ConnectEndpoints.View, guide.Key);

    private static async Task<IResult> ShowAsync(
        TenantRequest page, string guide, TenantsClient tenants, IOptions<GatewayOptions> gateway, TimeProvider time)
    {
        if (Guide.Find(guide) is not { } found)
            return TypedResults.NotFound();
        var address = ScimAddress.For(page.Http.Request, gateway.Value);
        var html = GuideMarkup.Render(found.Text, address.Url, other => PathOf(page.Tenant, other));
        var tokens = await Optional.ReadAsync(CountValidAsync());
        return page.Show<GuidePage, GuideModel>(found.Title, new GuideModel(found, html, address, tokens), ConnectEndpoints.View);

        async Task<int> CountValidAsync() =>
            (await tenants.ListTokensAsync(page.Tenant)).Count(token => token.ExpiresAt is not { } end || end > time.GetUtcNow());
    }
}
