using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;

namespace Scim.Bus.Console.Tests.Parts;

/// <summary>An OpenID provider (OpenIddict) in the tests' process. Its sign-in has a button for each person.</summary>
internal sealed class OidcProvider : IAsyncDisposable
{
    public const string ClientId = "scim-bus-console";
    public const string ClientSecret = "a-secret-of-the-console";

    private readonly WebApplication _app;
    private int _hasStopped;

    private OidcProvider(WebApplication app, Uri address, OidcPeople people) => (_app, Address, People) = (app, address, people);

    public Uri Address { get; }

    public OidcPeople People { get; }

    /// <summary>Settings of a Console that signs people in here.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Admin:Oidc:Authority"] = Address.ToString(),
        ["Admin:Oidc:ClientId"] = ClientId,
        ["Admin:Oidc:ClientSecret"] = ClientSecret,
    };

    /// <param name="console">Where the Console listens.</param>
    public static async Task<OidcProvider> StartAsync(Uri console)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        var people = new OidcPeople();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(address.GetLeftPart(UriPartial.Authority));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(people);
        var database = $"provider-{Guid.NewGuid():n}";
        builder.Services.AddDbContext<DbContext>(options => options.UseInMemoryDatabase(database).UseOpenIddict());
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>())
            .AddServer(Configure)
            .AddValidation(validation =>
            {
                validation.UseLocalServer();
                validation.UseAspNetCore();
            });
        builder.Services.AddAuthentication();
        builder.Services.AddAuthorization();
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapOidc();
        await RegisterAsync(app.Services, console);
        await app.StartAsync();
        // The first answer takes long, and the Console waits for it for a limited time only.
        using var http = new HttpClient { BaseAddress = address, Timeout = Eventually.Patience };
        await http.GetStringAsync(new Uri("/.well-known/openid-configuration", UriKind.Relative));
        await http.GetStringAsync(new Uri("/.well-known/jwks", UriKind.Relative));
        return new OidcProvider(app, address, people);
    }

    /// <summary>Stops the provider; once is enough.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _hasStopped, 1) == 1)
            return;
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static void Configure(OpenIddictServerBuilder server)
    {
        server.SetAuthorizationEndpointUris("connect/authorize")
            .SetTokenEndpointUris("connect/token")
            .SetUserInfoEndpointUris("connect/userinfo");
        server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange().AllowRefreshTokenFlow();
        server.RegisterScopes("profile", "email", "roles");
        server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
        server.UseAspNetCore()
            .EnableAuthorizationEndpointPassthrough()
            .EnableTokenEndpointPassthrough()
            .EnableUserInfoEndpointPassthrough()
            .DisableTransportSecurityRequirement();
    }

    private static async Task RegisterAsync(IServiceProvider services, Uri console)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(new OpenIddictApplicationDescriptor
        {
            ClientId = ClientId,
            ClientSecret = ClientSecret,
            RedirectUris = { new Uri(console, "/sign-in/callback") },
            Permissions =
            {
                OpenIddictConstants.Permissions.Endpoints.Authorization,
                OpenIddictConstants.Permissions.Endpoints.Token,
                OpenIddictConstants.Permissions.GrantTypes.AuthorizationCode,
                OpenIddictConstants.Permissions.GrantTypes.RefreshToken,
                OpenIddictConstants.Permissions.ResponseTypes.Code,
                OpenIddictConstants.Permissions.Scopes.Email,
                OpenIddictConstants.Permissions.Scopes.Profile,
            },
        });
    }
}

/// <summary>The people whom the provider knows, with their roles now.</summary>
internal sealed class OidcPeople
{
    private readonly ConcurrentDictionary<string, string[]> _roles = new(StringComparer.Ordinal);

    /// <summary>True to answer with a nonce that nobody asked for.</summary>
    public bool HasWrongNonce { get; set; }

    public IEnumerable<string> Names => _roles.Keys.Order(StringComparer.Ordinal);

    /// <summary>Number of times that roles were asked for again.</summary>
    public int Refreshes { get; private set; }

    public void Set(string name, params string[] roles) => _roles[name] = roles;

    /// <summary>Ends the sessions of a person.</summary>
    public void Remove(string name) => _roles.TryRemove(name, out _);

    /// <summary>The roles of a person; null if there is no such person.</summary>
    public string[]? RolesOf(string name) => _roles.GetValueOrDefault(name);

    public void CountRefresh() => Refreshes++;
}
