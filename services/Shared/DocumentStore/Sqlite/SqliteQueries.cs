using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore.Search;
using Scim.Protocol.Filters;

namespace Scim.Bus.DocumentStore.Sqlite;

/// <summary>Writes the SQL of a collection's queries.</summary>
/// <param name="table">The collection's table of documents.</param>
/// <param name="indexed">The indexed attributes.</param>
internal sealed class SqliteQueries(string table, IReadOnlySet<SearchPath> indexed)
{
    /// <summary>The columns of a document.</summary>
    public const string Columns = "d.tenant, d.id, d.revision, d.live, d.due, d.body";

    /// <summary>A page of documents.</summary>
    public string Select(DocumentQuery query, List<object?> arguments)
    {
        arguments.Add(query.Tenant.Value);
        var filter = new SqliteFilter(table, indexed, arguments);
        var (from, id, where) = ByKey(query, filter) is { } byKey
            ? ($"{table}_key CROSS JOIN {table} d ON d.seq = {table}_key.seq", $"{table}_key.id", $"{table}_key.tenant = $1 AND {byKey}")
            : ($"{table} d", "d.id", Where(query.Filter, filter));
        var (order, after) = SqliteOrder.Create(query, filter, id);
        return $"SELECT {Columns} FROM {from} WHERE {where}{(after is null ? "" : $" AND {after}")} ORDER BY {order} "
            + $"LIMIT {filter.Parameter((long)query.Limit)} OFFSET {filter.Parameter((long)query.Skip)}";
    }

    /// <summary>The number of documents.</summary>
    public string Count(TenantId tenant, BoundFilter? filter, List<object?> arguments)
    {
        arguments.Add(tenant.Value);
        return $"SELECT count(*) FROM {table} d WHERE {Where(filter, new SqliteFilter(table, indexed, arguments))}";
    }

    /// <summary>
    /// The condition of a query that goes through one value of an index, document by document in the order that is wanted. So a page costs
    /// the same wherever it begins. CROSS JOIN has SQLite begin there. Only documents that are live have keys.
    /// </summary>
    private static string? ByKey(DocumentQuery query, SqliteFilter filter) =>
        query is { Sort: null, Filter: { } wanted } ? filter.TranslateByKey(wanted) : null;

    /// <remarks>
    /// Without statistics, SQLite expects few documents for "tenant and live". Where an index finds the few that match, the plus signs
    /// disable the tenant's index, which would read the whole tenant instead.
    /// </remarks>
    private static string Where(BoundFilter? filter, SqliteFilter translator)
    {
        if (filter is null)
            return "d.tenant = $1 AND d.live = 1";
        var condition = translator.Translate(filter);
        return translator.IsIndexed(filter)
            ? $"{condition} AND +d.tenant = $1 AND +d.live = 1"
            : $"d.tenant = $1 AND d.live = 1 AND {condition}";
    }
}
