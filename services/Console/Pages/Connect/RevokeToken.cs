namespace Scim.Bus.Console.Pages.Connect;

/// <summary>What is asked before a token is revoked.</summary>
public static class RevokeToken
{
    public const string Question = "Revoke this token?";

    public const string Consequence =
        "Requests with this token will be refused. If an identity provider still uses it, give it a new token first.";

    public const string Action = "Revoke";
}
