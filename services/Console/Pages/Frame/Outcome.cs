namespace Scim.Bus.Console.Pages.Frame;

/// <summary>What came of a form, as the page that follows shows it.</summary>
/// <param name="Text">A sentence.</param>
/// <param name="Tone"><c>ok</c>, <c>info</c>, <c>warning</c> or <c>error</c>.</param>
/// <param name="Secret">A secret that is shown this once; null if there is none.</param>
public sealed record Outcome(string Text, string Tone = "ok", string? Secret = null);
