namespace Scim.Bus.Console.Pages.Frame;

/// <summary>Why a page can't be shown.</summary>
/// <param name="Title">Heading of the page that says so.</param>
/// <param name="Text">A sentence.</param>
/// <param name="Path">Address of the page.</param>
/// <param name="MayRetry">Whether it may help to load the page again.</param>
public sealed record Failure(string Title, string Text, string Path, bool MayRetry);
