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

    /// <summary>Keys of an index that are not counted further: to count them takes a millisecond.</summary>
    private const long Many = 10_000;

    /// <summary>Documents that are looked through for a page before many keys are sorted for it: a few milliseconds.</summary>
    private const long Near = 2_000;

    /// <summary>A page of documents.</summary>
    /// <param name="query">The query.</param>
    /// <param name="session">Counts the keys of indexes, where several could serve.</param>
    /// <param name="arguments">Takes the parameters.</param>
    public string Select(DocumentQuery query, SqliteSession session, List<object?> arguments)
    {
        arguments.Add(query.Tenant.Value);
        var filter = new SqliteFilter(table, indexed, arguments);
        if (query is { Sort: null, Filter: { } wanted } && Fewest(filter.KeysOf(wanted), query.Tenant, session) is { } keys)
            return FindsMany(keys, query.Tenant, session) && IsNear(query, session) ? InOrder(query, filter) : ByKeys(query, filter, keys);
        var (order, after) = SqliteOrder.Create(query, filter, "d.id");
        return $"SELECT {Columns} FROM {table} d WHERE {Where(query.Filter, filter)}{And(after)} ORDER BY {order} {Page(query, filter)}";
    }

    /// <summary>The number of documents.</summary>
    public string Count(TenantId tenant, BoundFilter? filter, List<object?> arguments)
    {
        arguments.Add(tenant.Value);
        return $"SELECT count(*) FROM {table} d WHERE {Where(filter, new SqliteFilter(table, indexed, arguments))}";
    }

    /// <summary>The keys that find the fewest documents; of those that find many, keys of one value, as they need not be sorted.</summary>
    private SqliteKeys? Fewest(IReadOnlyList<SqliteKeys> all, TenantId tenant, SqliteSession session)
    {
        if (all.Count < 2)
            return all.Count == 0 ? null : all[0];
        return all.MinBy(keys => (Count(keys, tenant, session), !keys.HasOneValue));
    }

    private bool FindsMany(SqliteKeys keys, TenantId tenant, SqliteSession session) =>
        !keys.HasOneValue && Count(keys, tenant, session) == Many;

    private long Count(SqliteKeys keys, TenantId tenant, SqliteSession session)
    {
        var (filter, arguments) = Begin(tenant);
        var condition = filter.Translate(keys);
        return (long)session.Scalar(
            $"SELECT count(*) FROM (SELECT 1 FROM {table}_key WHERE {condition} LIMIT {filter.Parameter(Many)})", [.. arguments])!;
    }

    /// <summary>Whether the next documents, in the order that is wanted, fill the page.</summary>
    private bool IsNear(DocumentQuery query, SqliteSession session)
    {
        var wanted = (long)query.Skip + query.Limit;
        var (filter, arguments) = Begin(query.Tenant);
        var next = $"{Live("d.search", query, filter, out var order)} ORDER BY {order} LIMIT {filter.Parameter(Near)}";
        var found = $"SELECT 1 FROM ({next}) d WHERE {filter.TranslateWithoutIndexes(query.Filter!)} LIMIT {filter.Parameter(wanted)}";
        return (long)session.Scalar($"SELECT count(*) FROM ({found})", [.. arguments])! == wanted;
    }

    /// <summary>A query that looks through the tenant's documents in the order that is wanted, until the page is full.</summary>
    private string InOrder(DocumentQuery query, SqliteFilter filter)
    {
        var live = Live(Columns, query, filter, out var order);
        return $"{live} AND {filter.TranslateWithoutIndexes(query.Filter!)} ORDER BY {order} {Page(query, filter)}";
    }

    private string Live(string columns, DocumentQuery query, SqliteFilter filter, out string order)
    {
        (order, var after) = SqliteOrder.Create(query, filter, "d.id");
        return $"SELECT {columns} FROM {table} d WHERE d.tenant = $1 AND d.live = 1{And(after)}";
    }

    private (SqliteFilter Filter, List<object?> Arguments) Begin(TenantId tenant)
    {
        List<object?> arguments = [tenant.Value];
        return (new SqliteFilter(table, indexed, arguments), arguments);
    }

    /// <summary>
    /// A query that goes through an index, document by document in the order that is wanted. With one value a page costs the same wherever
    /// it begins; of several values the keys are sorted, without reading a document.
    /// </summary>
    /// <remarks>
    /// CROSS JOIN has SQLite begin at the keys. An inner query with a limit keeps its order, in which SQLite takes the documents until the
    /// page is full; if it were told to order these too, it would read all of them first. DISTINCT is slower than GROUP BY by twenty times.
    /// Only documents that are live have keys.
    /// </remarks>
    private string ByKeys(DocumentQuery query, SqliteFilter filter, SqliteKeys keys)
    {
        var condition = filter.Translate(keys);
        var rest = And(filter.TranslateRest(query.Filter!, keys));
        var (order, after) = SqliteOrder.Create(query, filter, $"{table}_key.id");
        if (keys.HasOneValue)
        {
            return $"SELECT {Columns} FROM {table}_key CROSS JOIN {table} d ON d.seq = {table}_key.seq "
                + $"WHERE {condition}{And(after)}{rest} ORDER BY {order} {Page(query, filter)}";
        }

        var found = $"SELECT id, seq FROM {table}_key WHERE {condition}{And(after)} GROUP BY id ORDER BY {order} LIMIT -1";
        return $"SELECT {Columns} FROM ({found}) k CROSS JOIN {table} d ON d.seq = k.seq{rest} {Page(query, filter)}";
    }

    private static string And(string? condition) => condition is null ? "" : $" AND {condition}";

    private static string Page(DocumentQuery query, SqliteFilter filter) =>
        $"LIMIT {filter.Parameter((long)query.Limit)} OFFSET {filter.Parameter((long)query.Skip)}";

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
