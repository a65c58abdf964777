using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Scim.Bus.Console.Identity;

/// <summary>Asks the provider whether somebody's session and roles still stand.</summary>
internal sealed class Provider(IOptionsMonitor<OpenIdConnectOptions> options, IOptions<OidcOptions> settings)
{
    /// <summary>Name of the authentication scheme.</summary>
    public const string Scheme = "Provider";

    /// <summary>Asks with the refresh token, or with the access token where there is none.</summary>
    public async Task<ProviderAnswer> AskAsync(
        string subject, string? accessToken, string? refreshToken, CancellationToken cancellationToken)
    {
        try
        {
            var oidc = options.Get(Scheme);
            var endpoints = await oidc.ConfigurationManager!.GetConfigurationAsync(cancellationToken);
            if (refreshToken is null)
            {
                return accessToken is not null && await UserInfoAsync(oidc, endpoints, subject, accessToken, cancellationToken) is { } known
                    ? new ProviderAnswer.Stands(known, accessToken, null)
                    : new ProviderAnswer.Ended();
            }

            using var response = await RefreshAsync(oidc, endpoints, refreshToken, cancellationToken);
            if (response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                return new ProviderAnswer.Ended();
            response.EnsureSuccessStatusCode();
            var tokens = new OpenIdConnectMessage(await response.Content.ReadAsStringAsync(cancellationToken));
            var roles = tokens.IdToken is { } idToken ? await RolesInAsync(oidc, endpoints, subject, idToken) : [];
            if (roles.Count == 0 && tokens.AccessToken is { } access)
                roles = await UserInfoAsync(oidc, endpoints, subject, access, cancellationToken) ?? [];
            return new ProviderAnswer.Stands(roles, tokens.AccessToken, tokens.RefreshToken ?? refreshToken);
        }
        catch (SecurityTokenException)
        {
            return new ProviderAnswer.Ended();
        }
        // InvalidOperationException: the provider's metadata can't be read.
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException or InvalidOperationException
            || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new ProviderAnswer.Away(e.Message);
        }
    }

    private static Task<HttpResponseMessage> RefreshAsync(
        OpenIdConnectOptions oidc, OpenIdConnectConfiguration endpoints, string refreshToken, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = refreshToken,
            ["client_id"] = oidc.ClientId!,
        };
        if (oidc.ClientSecret is { Length: > 0 } secret)
            form["client_secret"] = secret;
        return oidc.Backchannel.PostAsync(new Uri(endpoints.TokenEndpoint), new FormUrlEncodedContent(form), cancellationToken);
    }

    private async Task<IReadOnlyList<string>> RolesInAsync(
        OpenIdConnectOptions oidc, OpenIdConnectConfiguration endpoints, string subject, string idToken)
    {
        var parameters = oidc.TokenValidationParameters.Clone();
        parameters.ValidIssuer ??= endpoints.Issuer;
        parameters.ValidAudience ??= oidc.ClientId;
        parameters.IssuerSigningKeys = endpoints.SigningKeys;
        var result = await oidc.TokenHandler.ValidateTokenAsync(idToken, parameters);
        if (!result.IsValid)
            throw result.Exception as SecurityTokenException ?? new SecurityTokenException("The ID token is invalid.", result.Exception);
        if (result.ClaimsIdentity.FindFirst("sub")?.Value != subject)
            throw new SecurityTokenException("The ID token is somebody else's.");
        return [.. result.ClaimsIdentity.FindAll(settings.Value.RoleClaim).Select(claim => claim.Value)];
    }

    /// <returns>Values of the role claim; null if the provider no longer accepts the token, or has no such endpoint.</returns>
    private async Task<IReadOnlyList<string>?> UserInfoAsync(
        OpenIdConnectOptions oidc,
        OpenIdConnectConfiguration endpoints,
        string subject,
        string accessToken,
        CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(endpoints.UserInfoEndpoint))
            return null;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(endpoints.UserInfoEndpoint));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        using var response = await oidc.Backchannel.SendAsync(request, cancellationToken);
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            return null;
        response.EnsureSuccessStatusCode();
        using var claims = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
        if (!claims.RootElement.TryGetProperty("sub", out var sub) || sub.GetString() != subject)
            throw new SecurityTokenException("The user info is somebody else's.");
        return claims.RootElement.TryGetProperty(settings.Value.RoleClaim, out var roles) ? TextsIn(roles) : [];
    }

    private static IReadOnlyList<string> TextsIn(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => [.. value.EnumerateArray().SelectMany(TextsIn)],
        _ => [],
    };
}
