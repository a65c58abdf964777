using System.Diagnostics.CodeAnalysis;

namespace Scim.Bus.Ingress.Tokens;

/// <summary>A new token, with its secret.</summary>
internal sealed record IssuedToken : TokenView
{
    [SetsRequiredMembers]
    public IssuedToken(TokenView view, string token)
        : base(view) => Token = token;

    /// <summary>The secret, which can't be read again.</summary>
    public required string Token { get; init; }

    public static IssuedToken From(TokenRecord token, string secret) => new(TokenView.From(token), secret);
}
