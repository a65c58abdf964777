using Scim.Bus.Console.Clients;

namespace Scim.Bus.Console.Pages.Connect;

/// <summary>A guide with the tenant's own values.</summary>
/// <param name="Guide">The guide.</param>
/// <param name="Html">Its text, as HTML.</param>
/// <param name="Address">Where the identity provider pushes to.</param>
/// <param name="ValidTokens">Number of the tenant's tokens that have not expired.</param>
public sealed record GuideModel(Guide Guide, string Html, ScimAddress Address, Optional<int> ValidTokens)
{
    /// <summary>The identity provider that the guide is about; null for the guide that all have in common.</summary>
    public IdentityProviderSteps? Provider => IdentityProviders.All.FirstOrDefault(provider => provider.Key == Guide.Key);
}
