namespace Scim.Bus.DocumentStore.Sqlite;

/// <summary>Translates the sort order of a query and the position at which its page starts.</summary>
internal static class SqliteOrder
{
    /// <summary>Translates the order.</summary>
    /// <param name="query">The query.</param>
    /// <param name="filter">Takes the parameters.</param>
    /// <param name="id">The column with the documents' ids by which a query without a sort key is sorted.</param>
    public static (string Order, string? After) Create(DocumentQuery query, SqliteFilter filter, string id)
    {
        if (query.Sort is null)
        {
            var (direction, later, earlier) = query.Descending ? ("DESC", "<", ">") : ("ASC", ">", "<");
            var after = query.After is null ? null : $"{id} {later} {filter.Parameter(query.After.Id)}";
            var until = query.Until is null ? null : $"{id} {earlier} {filter.Parameter(query.Until)}";
            return ($"{id} {direction}", after is null ? until : until is null ? after : $"{after} AND {until}");
        }

        var value = SqliteFilter.Extract("d.search", query.Sort.Path);
        var order = query.Descending ? $"({value} IS NOT NULL), {value} DESC, d.id" : $"({value} IS NULL), {value}, d.id";
        return (order, query.After is null ? null : After(query.After, query.Descending, value, filter));
    }

    private static string After(PagePosition after, bool descending, string value, SqliteFilter filter)
    {
        var id = filter.Parameter(after.Id);
        if (after.Value is null)
            return descending ? $"({value} IS NOT NULL OR d.id > {id})" : $"({value} IS NULL AND d.id > {id})";
        var last = filter.Parameter(after.Value);
        return descending
            ? $"({value} < {last} OR ({value} = {last} AND d.id > {id}))"
            : $"({value} > {last} OR ({value} = {last} AND d.id > {id}) OR {value} IS NULL)";
    }
}
