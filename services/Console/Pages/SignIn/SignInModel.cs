namespace Scim.Bus.Console.Pages.SignIn;

/// <summary>What the sign-in shows.</summary>
/// <param name="ReturnUrl">The page to return to; null for the first.</param>
/// <param name="ProviderPath">Where the sign-in at the identity provider begins; null if none is configured.</param>
/// <param name="Warning">Why it is shown again; null the first time.</param>
public sealed record SignInModel(string? ReturnUrl, string? ProviderPath, string? Warning);
