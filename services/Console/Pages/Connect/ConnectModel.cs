using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Parts;

namespace Scim.Bus.Console.Pages.Connect;

/// <summary>What an admin needs to connect an identity provider.</summary>
/// <param name="Address">Where the identity provider pushes to.</param>
/// <param name="Provider">Key of the chosen identity provider.</param>
/// <param name="Tokens">The tenant's tokens, the newest first.</param>
/// <param name="Now">Current time, UTC.</param>
/// <param name="Lifetime">How long a new token is to be good for, as chosen.</param>
/// <param name="TokenName">What a new token is for, as entered.</param>
public sealed record ConnectModel(
    ScimAddress Address,
    string Provider,
    IReadOnlyList<Token> Tokens,
    DateTimeOffset Now,
    string Lifetime = Lifetimes.Usual,
    string TokenName = "");
