using Scim.Bus.Accounts.Records;
using Scim.Bus.DocumentStore.Search;
using Scim.Bus.ServiceDefaults.AdminApi;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Accounts.Api;

/// <summary>Query parameters for the order of a list of accounts.</summary>
/// <param name="SortBy">Field to sort by: lastName, firstName, workEmail or updatedAt. By default the accounts' ids, which grow.</param>
/// <param name="SortOrder">Either ascending, as by default, or descending.</param>
internal sealed record AccountOrder(string? SortBy, string? SortOrder)
{
    private const string Descending = "descending";

    private static readonly string[] Fields = ["lastName", "firstName", "workEmail", "updatedAt"];

    /// <summary>The sort key; null for the accounts' ids.</summary>
    /// <exception cref="AdminException">400: accounts are not sorted by this.</exception>
    public SortKey? Key => SortBy is null ? null
        : Fields.Contains(SortBy, StringComparer.Ordinal) && AttributePath.TryParse(SortBy) is { } path
            && AccountFields.Type.Resolve(path) is { } reference
            ? SortKey.TryCreate(reference)
            : throw AdminException.Invalid($"'sortBy' must be one of {string.Join(", ", Fields)}.");

    /// <exception cref="AdminException">400: there is no such order.</exception>
    public bool IsDescending => SortOrder switch
    {
        null or "ascending" => false,
        Descending => true,
        _ => throw AdminException.Invalid("'sortOrder' must be ascending or descending."),
    };
}
