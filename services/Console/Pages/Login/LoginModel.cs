using Scim.Bus.Console.Clients;

namespace Scim.Bus.Console.Pages.Login;

/// <summary>The login question.</summary>
/// <param name="Identifier">The identifier that was asked about; empty before.</param>
/// <param name="Answer">The answer; null if nothing was asked.</param>
public sealed record LoginModel(string Identifier, LoginAnswer? Answer);
