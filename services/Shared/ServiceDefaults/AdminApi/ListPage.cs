namespace Scim.Bus.ServiceDefaults.AdminApi;

/// <summary>One page of a list of the admin API.</summary>
/// <typeparam name="TItem">Type of the items.</typeparam>
/// <param name="Items">The items.</param>
/// <param name="NextCursor">Cursor of the next page; null on the last page.</param>
public sealed record ListPage<TItem>(IReadOnlyList<TItem> Items, string? NextCursor);
