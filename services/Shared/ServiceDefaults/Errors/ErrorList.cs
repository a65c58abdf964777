namespace Scim.Bus.ServiceDefaults.Errors;

/// <summary>One page of the errors of all services that this one knows.</summary>
/// <param name="Items">The errors.</param>
/// <param name="NextCursor">Cursor of the next page; null on the last page.</param>
/// <param name="Unavailable">Names of the services that did not answer, so that their errors are missing.</param>
public sealed record ErrorList(IReadOnlyList<ErrorItem> Items, string? NextCursor, IReadOnlyList<string> Unavailable);
