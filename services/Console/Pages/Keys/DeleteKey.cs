namespace Scim.Bus.Console.Pages.Keys;

/// <summary>What is asked before a key is deleted.</summary>
public static class DeleteKey
{
    public const string Question = "Delete this key?";

    public const string Consequence =
        "Requests with this key will be refused, within two seconds. If a program still uses it, give it a new key first.";

    public const string Action = "Delete";
}
