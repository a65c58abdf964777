using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Scim.Bus.Contracts;
using Scim.Bus.Ingress.Directory;
using Scim.Bus.Ingress.Tenants;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Bus.ServiceDefaults.Audit;
using Scim.Bus.ServiceDefaults.Tenants;

namespace Scim.Bus.Ingress.Tokens;

/// <summary>The admin API of tokens. A tenant can have several at once, so that tokens can be rotated without an interruption.</summary>
internal static class TokenEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder app)
    {
        var tokens = app.MapTenantApi<TenantStore>("Tokens");
        tokens.MapPost("/tokens", IssueAsync)
            .Audited(IngressService.Name, "token.issue")
            .WithSummary("Issues a token. Only this response contains its secret.");
        tokens.MapGet("/tokens", ListAsync).WithSummary("Lists a tenant's tokens, without their secrets.");
        tokens.MapDelete("/tokens/{id:guid}", RevokeAsync)
            .Audited(IngressService.Name, "token.revoke")
            .WithSummary("Revokes a token.");
    }

    private static async Task<Created<IssuedToken>> IssueAsync(
        TenantId tenant,
        IssueRequest? request,
        AdminAct act,
        TokenStore tokens,
        IOptions<TokenOptions> options,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var terms = (request ?? new IssueRequest()).ToTerms(options.Value, time.GetUtcNow());
        var (token, secret) = await tokens.IssueAsync(tenant, terms, act, cancellationToken);
        return TypedResults.Created($"/api/tenants/{tenant}/tokens/{token.Id}", IssuedToken.From(token, secret));
    }

    private static async Task<Ok<ListPage<TokenView>>> ListAsync(
        TenantId tenant,
        [AsParameters] AdminListRequest request,
        TokenStore tokens,
        TokenUses uses,
        CancellationToken cancellationToken)
    {
        await uses.WriteAsync(cancellationToken);
        return TypedResults.Ok(await request.ReadAsync(
            tokens.Documents,
            TenantCollection.Partition,
            document => TokenView.From(document.Body),
            cancellationToken,
            within: TokenStore.FilterByTenant(tenant)));
    }

    private static async Task<NoContent> RevokeAsync(
        TenantId tenant, Guid id, AdminAct act, TokenStore tokens, CancellationToken cancellationToken) =>
        await tokens.RevokeAsync(tenant, id, act, cancellationToken)
            ? TypedResults.NoContent()
            : throw AdminException.NotFound($"Tenant '{tenant}' has no token {id}.");
}
