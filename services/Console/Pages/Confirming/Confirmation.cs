namespace Scim.Bus.Console.Pages.Confirming;

/// <summary>A question before something that can't be undone.</summary>
/// <param name="Consequence">What follows.</param>
/// <param name="Action">Text of the button that does it.</param>
/// <param name="Path">Where the form goes.</param>
/// <param name="Cancel">Where the other button leads.</param>
/// <param name="Fields">What else the form sends.</param>
public sealed record Confirmation(
    string Consequence, string Action, string Path, string Cancel, IReadOnlyList<(string Name, string Value)> Fields);
