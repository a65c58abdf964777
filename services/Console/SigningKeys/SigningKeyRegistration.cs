using Scim.Bus.DocumentStore;
using Scim.Bus.ServiceDefaults.Authentication;
using Scim.Bus.ServiceDefaults.Settings;

namespace Scim.Bus.Console.SigningKeys;

/// <summary>Registers the keys that sign assertions, and publishes their public halves.</summary>
internal static class SigningKeyRegistration
{
    public static void AddSigningKeys(this IServiceCollection services, string service)
    {
        services.AddValidatedOptions<AssertionOptions>(AssertionOptions.Section);
        services.AddDocumentCollection(new CollectionDefinition<SigningKey> { Service = service, Name = "signingKeys" });
        services.AddSingleton<SigningKeyProtection>();
        services.AddSingleton<SigningKeyRing>();
        services.AddSingleton<IAssertionKeys>(provider => provider.GetRequiredService<SigningKeyRing>());
        services.AddHostedService<SigningKeyRotation>();
    }

    public static void MapSigningKeys(this IEndpointRouteBuilder app) =>
        app.MapGet(Assertion.KeysPath, Publish).AllowAnonymous().ExcludeFromDescription();

    private static IResult Publish(SigningKeyRing ring) => ring.Keys is { Count: > 0 } keys
        ? TypedResults.Ok(new AssertionKeySet([.. keys.Select(key => key.ToPublic())]))
        : TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
}
