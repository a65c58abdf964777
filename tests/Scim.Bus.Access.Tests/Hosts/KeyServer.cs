using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Scim.Bus.ServiceDefaults.Authentication;

namespace Scim.Bus.Access.Tests.Hosts;

/// <summary>A server that publishes keys as the Console does, and signs whatever a test wants.</summary>
internal sealed class KeyServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Dictionary<string, ECDsa> _keys = [];
    private int _asked;

    private KeyServer(WebApplication app) => _app = app;

    /// <summary>How often its keys were asked for.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public Uri Address => new(_app.Urls.First());

    /// <summary>The status that it answers with.</summary>
    public int Status { get; set; } = StatusCodes.Status200OK;

    /// <summary>What it answers with instead of its keys; null for these.</summary>
    public string? Text { get; set; }

    /// <summary>What an answer waits for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public static async Task<KeyServer> StartAsync(params string[] keys)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = new KeyServer(builder.Build());
        server._app.MapGet(Assertion.KeysPath, server.AnswerAsync);
        foreach (var key in keys)
            server.Add(key);
        await server._app.StartAsync();
        return server;
    }

    public void Add(string key) => _keys.Add(key, ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public void Remove(string key) => _keys.Remove(key);

    /// <summary>A good assertion for Accounts by Ann, who has all roles, with the changes of a test.</summary>
    public string Sign(string key, Action<SecurityTokenDescriptor>? change = null)
    {
        var now = DateTime.UtcNow;
        var descriptor = new SecurityTokenDescriptor
        {
            TokenType = Assertion.Type,
            Issuer = Assertion.Issuer,
            Audience = "accounts",
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Assertion.Lifetime,
            Claims = new Dictionary<string, object>
            {
                ["sub"] = "ann",
                ["name"] = "Ann Lee",
                ["kind"] = "Person",
                ["role"] = new[] { "operator" },
            },
            SigningCredentials = new SigningCredentials(KeyOf(key), "ES256"),
        };
        change?.Invoke(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    /// <summary>The public key, as everybody may read it.</summary>
    public byte[] PublicKey(string key) => _keys[key].ExportSubjectPublicKeyInfo();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        foreach (var key in _keys.Values)
            key.Dispose();
    }

    private ECDsaSecurityKey KeyOf(string key) => new(_keys[key]) { KeyId = key };

    private async Task<IResult> AnswerAsync()
    {
        Interlocked.Increment(ref _asked);
        await Gate;
        if (Text is not null)
            return Results.Text(Text, "application/json", Encoding.UTF8, Status);
        return Results.Json(new AssertionKeySet([.. _keys.Select(key => Public(key.Key, key.Value))]), statusCode: Status);
    }

    private static AssertionKey Public(string id, ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new AssertionKey("EC", "P-256", Base64UrlEncoder.Encode(point.X), Base64UrlEncoder.Encode(point.Y), id);
    }
}
