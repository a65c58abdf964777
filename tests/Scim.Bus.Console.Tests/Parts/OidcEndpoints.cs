using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using OpenIddict.Validation.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Scim.Bus.Console.Tests.Parts;

/// <summary>What <see cref="OidcProvider"/> does beyond the protocol, which is OpenIddict's.</summary>
internal static class OidcEndpoints
{
    private const string Server = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;
    private const string RoleClaim = "roles";

    public static void MapOidc(this IEndpointRouteBuilder app)
    {
        app.MapGet("/connect/authorize", ShowPeople);
        app.MapPost("/connect/authorize", SignInAsync);
        app.MapPost("/connect/token", ExchangeAsync);
        app.MapGet("/connect/userinfo", UserInfoAsync);
    }

    /// <summary>A page with a button for each person, which sends the request again with who signs in.</summary>
    private static IResult ShowPeople(HttpContext context, OidcPeople people)
    {
        var fields = context.Request.Query.Select(parameter =>
            $"<input type=hidden name=\"{Encode(parameter.Key)}\" value=\"{Encode(parameter.Value.ToString())}\">");
        var buttons = people.Names.Select(name => $"<button name=person value=\"{Encode(name)}\">{Encode(name)}</button>");
        return Results.Content(
            "<!doctype html><title>Provider</title><link rel=icon href=\"data:,\"><h1>Who are you?</h1>"
            + $"<form method=post action=/connect/authorize>{string.Concat(fields.Concat(buttons))}</form>",
            "text/html");
    }

    private static async Task<IResult> SignInAsync(HttpContext context, OidcPeople people)
    {
        var request = context.GetOpenIddictServerRequest()!;
        if (people.HasWrongNonce)
            request.Nonce = "another";
        var form = await context.Request.ReadFormAsync();
        var principal = new ClaimsPrincipal(IdentityOf(form["person"].ToString(), people)!);
        principal.SetScopes(request.GetScopes());
        return Results.SignIn(principal, authenticationScheme: Server);
    }

    private static async Task<IResult> ExchangeAsync(HttpContext context, OidcPeople people)
    {
        var known = (await context.AuthenticateAsync(Server)).Principal!;
        if (context.GetOpenIddictServerRequest()!.IsRefreshTokenGrantType())
            people.CountRefresh();
        if (IdentityOf(known.GetClaim(Claims.Subject)!, people) is not { } identity)
        {
            return Results.Forbid(
                new AuthenticationProperties(new Dictionary<string, string?>
                {
                    [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.InvalidGrant,
                }),
                [Server]);
        }

        var principal = new ClaimsPrincipal(identity);
        principal.SetScopes(known.GetScopes());
        return Results.SignIn(principal, authenticationScheme: Server);
    }

    private static async Task<IResult> UserInfoAsync(HttpContext context, OidcPeople people)
    {
        var token = await context.AuthenticateAsync(OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme);
        return token.Principal?.GetClaim(Claims.Subject) is { } subject && people.RolesOf(subject) is { } roles
            ? Results.Json(new Dictionary<string, object> { ["sub"] = subject, ["name"] = subject, [RoleClaim] = roles })
            : Results.Challenge(authenticationSchemes: [OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme]);
    }

    private static ClaimsIdentity? IdentityOf(string person, OidcPeople people)
    {
        if (people.RolesOf(person) is not { } roles)
            return null;
        var identity = new ClaimsIdentity("provider", Claims.Name, RoleClaim);
        identity.SetClaim(Claims.Subject, person).SetClaim(Claims.Name, person).SetClaims(RoleClaim, [.. roles]);
        identity.SetDestinations(_ => [Destinations.AccessToken, Destinations.IdentityToken]);
        return identity;
    }

    private static string Encode(string text) => System.Net.WebUtility.HtmlEncode(text);
}
