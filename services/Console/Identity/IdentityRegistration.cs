using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Scim.Bus.DocumentStore;
using Scim.Bus.ServiceDefaults.Settings;

namespace Scim.Bus.Console.Identity;

/// <summary>Adds sessions, and the sign-in at a provider if one is configured.</summary>
internal static class IdentityRegistration
{
    /// <summary>All Consoles of a deployment have the same, whatever their folders are called.</summary>
    private const string Application = "scim-bus-console";

    private static readonly TimeSpan ProviderTimeout = TimeSpan.FromSeconds(10);

    public static void AddIdentity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddValidatedOptions<SessionLimits>(SessionLimits.Section);
        services.AddValidatedOptions<OidcOptions>(OidcOptions.Section);
        services.AddDocumentCollection(StoredSession.Collection);
        services.AddDocumentCollection(StoredKey.Collection);
        services.AddValidatedOptions<KeyProtectionOptions>(KeyProtectionOptions.Section);
        services.AddDataProtection().SetApplicationName(Application).EncryptKeys(builder.Configuration);
        services.AddSingleton<StoredKeys>();
        services.AddOptions<KeyManagementOptions>().Configure<StoredKeys>((keys, stored) => keys.XmlRepository = stored);
        services.AddSingleton<OperatorKey>();
        services.AddSingleton<SignInAudit>();
        services.AddSingleton<SessionStore>();
        services.AddHostedService<SessionCleanup>();
        services.AddSingleton<Provider>();
        services.AddSingleton<RoleCheck>();
        services.AddScoped<SessionEvents>();
        services.AddScoped<ProviderEvents>();
        var authentication = services.AddAuthentication().AddCookie(Session.Scheme);
        services.AddOptions<CookieAuthenticationOptions>(Session.Scheme).Configure<SessionStore, IOptions<SessionLimits>>(ConfigureSession);
        if (builder.Configuration.GetSection(OidcOptions.Section).Get<OidcOptions>()?.IsConfigured() != true)
            return;
        authentication.AddOpenIdConnect(Provider.Scheme, _ => { });
        services.AddOptions<OpenIdConnectOptions>(Provider.Scheme).Configure<IOptions<OidcOptions>>(ConfigureProvider);
    }

    private static void ConfigureSession(CookieAuthenticationOptions cookie, SessionStore store, IOptions<SessionLimits> session)
    {
        cookie.Cookie.Name = Session.Cookie;
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.Cookie.Path = "/";
        cookie.CookieManager = new HostPrefixCookies();
        cookie.ExpireTimeSpan = session.Value.IdleLimit;
        cookie.SlidingExpiration = true;
        cookie.SessionStore = store;
        cookie.EventsType = typeof(SessionEvents);
    }

    private static void ConfigureProvider(OpenIdConnectOptions oidc, IOptions<OidcOptions> settings)
    {
        oidc.SignInScheme = Session.Scheme;
        oidc.Authority = settings.Value.Authority!.ToString();
        oidc.ClientId = settings.Value.ClientId;
        oidc.ClientSecret = settings.Value.ClientSecret;
        oidc.ResponseType = OpenIdConnectResponseType.Code;
        // Not form_post, whose answer comes from another site and would need cookies that browsers send from there.
        oidc.ResponseMode = OpenIdConnectResponseMode.Query;
        oidc.CorrelationCookie.SameSite = SameSiteMode.Lax;
        oidc.CorrelationCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        oidc.NonceCookie.SameSite = SameSiteMode.Lax;
        oidc.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        oidc.CallbackPath = "/sign-in/callback";
        oidc.UsePkce = true;
        oidc.SaveTokens = true;
        oidc.MapInboundClaims = false;
        oidc.GetClaimsFromUserInfoEndpoint = true;
        oidc.ClaimActions.MapJsonKey(settings.Value.RoleClaim, settings.Value.RoleClaim);
        oidc.ClaimActions.MapUniqueJsonKey("preferred_username", "preferred_username");
        oidc.Scope.Add("email");
        // For a refresh token, with which roles are checked again.
        oidc.Scope.Add("offline_access");
        oidc.BackchannelTimeout = ProviderTimeout;
        // Plain HTTP only to this machine, as in tests.
        oidc.RequireHttpsMetadata = !settings.Value.Authority.IsLoopback;
        oidc.EventsType = typeof(ProviderEvents);
    }
}
