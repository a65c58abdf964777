namespace Scim.Bus.Console.Identity;

/// <summary>What the provider says about a session that began there.</summary>
internal abstract record ProviderAnswer
{
    private ProviderAnswer()
    {
    }

    /// <summary>The session stands, with these roles.</summary>
    /// <param name="Roles">Values of the role claim.</param>
    /// <param name="AccessToken">The access token for the next question.</param>
    /// <param name="RefreshToken">The refresh token for the next question; null if there is none.</param>
    public sealed record Stands(IReadOnlyList<string> Roles, string? AccessToken, string? RefreshToken) : ProviderAnswer;

    /// <summary>The session has ended there, or nothing more can be learnt about it.</summary>
    public sealed record Ended : ProviderAnswer;

    /// <summary>The provider can't be reached.</summary>
    public sealed record Away(string Reason) : ProviderAnswer;
}
