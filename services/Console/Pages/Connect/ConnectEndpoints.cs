using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Gateway;
using Scim.Bus.Console.Pages.Confirming;
using Scim.Bus.Console.Pages.Frame;
using Scim.Bus.ServiceDefaults.Authorization;

namespace Scim.Bus.Console.Pages.Connect;

/// <summary>What an admin needs to connect an identity provider: URL, identity provider and tokens.</summary>
internal static class ConnectEndpoints
{
    public const string View = "connect";

    public static void MapConnect(this IEndpointRouteBuilder tenant)
    {
        tenant.MapPage("/connect", AdminRight.ReadTenant, ShowAsync);
        tenant.MapForm("/connect", AdminRight.ChangeTenant, ChooseProviderAsync);
        tenant.MapForm("/tokens", AdminRight.ChangeTenant, IssueAsync);
        tenant.MapForm("/tokens/{id:guid}/revoke", AdminRight.ChangeTenant, RevokeAsync);
    }

    private static async Task<IResult> ShowAsync(
        TenantRequest page, TenantsClient tenants, IOptions<GatewayOptions> gateway, TimeProvider time) =>
        Show(page, await ReadAsync(page, tenants, gateway.Value, time));

    private static async Task<IResult> ChooseProviderAsync(
        TenantRequest page, FormValues form, TenantsClient tenants, IOptions<GatewayOptions> gateway, TimeProvider time)
    {
        var provider = form.Text("identityProvider");
        try
        {
            await tenants.ConfigureAsync(page.Tenant, new JsonObject { ["identityProvider"] = provider });
        }
        catch (Exception e) when (FormRefusal.From(e) is { } refusal)
        {
            return Show(page, await ReadAsync(page, tenants, gateway.Value, time) with { Provider = provider }, refusal);
        }

        return page.Done(page.Path(View), "Saved.");
    }

    private static async Task<IResult> IssueAsync(
        TenantRequest page, FormValues form, TenantsClient tenants, IOptions<GatewayOptions> gateway, TimeProvider time)
    {
        var (name, lifetime) = (form.Text("name"), form.Text("lifetime"));
        try
        {
            var secret = await tenants.IssueTokenAsync(page.Tenant, name, TokenLifetimes.End(lifetime, time.GetUtcNow()));
            return page.Done(page.Path(View), new Outcome("The token was issued. It is below.", Secret: secret));
        }
        catch (Exception e) when (FormRefusal.From(e) is { } refusal)
        {
            var model = await ReadAsync(page, tenants, gateway.Value, time);
            return Show(page, model with { Lifetime = lifetime, TokenName = name }, refusal);
        }
    }

    private static async Task<IResult> RevokeAsync(TenantRequest page, FormValues form, Guid id, TenantsClient tenants)
    {
        if (!form.IsConfirmed)
        {
            var question = new Confirmation(
                RevokeToken.Consequence,
                RevokeToken.Action,
                page.Path("tokens", id.ToString(), "revoke"),
                $"{page.Path(View)}#revoke-{id}",
                []);
            return page.Show<ConfirmationPage, Confirmation>(RevokeToken.Question, question, View, hasOwnFocus: true);
        }

        await tenants.RevokeTokenAsync(page.Tenant, id);
        return page.Done(page.Path(View), "The token was revoked.");
    }

    private static IResult Show(TenantRequest page, ConnectModel model, Refusal? problem = null) =>
        page.Show<ConnectPage, ConnectModel>("Connect", model, View, problem);

    private static async Task<ConnectModel> ReadAsync(
        TenantRequest page, TenantsClient tenants, GatewayOptions gateway, TimeProvider time)
    {
        return new ConnectModel(
            ScimAddress.For(page.Http.Request, gateway),
            page.Settings.IdentityProvider,
            [.. (await tenants.ListTokensAsync(page.Tenant)).OrderByDescending(token => token.CreatedAt)],
            time.GetUtcNow());
    }
}
