namespace Scim.Bus.DocumentStore.Sqlite;

/// <summary>The tables of a collection. A change of them needs a new <see cref="StoreSchema.Sqlite"/>.</summary>
internal static class SqliteTables
{
    public static IEnumerable<string> Create(string table) =>
    [
        $"""
        CREATE TABLE IF NOT EXISTS {table} (
            seq INTEGER PRIMARY KEY, tenant TEXT NOT NULL, id TEXT NOT NULL, revision INTEGER NOT NULL,
            live INTEGER NOT NULL, due INTEGER, body TEXT NOT NULL, search TEXT NOT NULL, UNIQUE (tenant, id))
        """,
        $"CREATE INDEX IF NOT EXISTS {table}_live ON {table} (tenant, live, id)",
        $"CREATE INDEX IF NOT EXISTS {table}_due ON {table} (due) WHERE due IS NOT NULL",
        // The id is in the key: the documents with one value are found in the order of their ids, from any id on.
        $"""
        CREATE TABLE IF NOT EXISTS {table}_key (
            tenant TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER NOT NULL,
            PRIMARY KEY (tenant, name, value, id)) WITHOUT ROWID
        """,
        $"CREATE INDEX IF NOT EXISTS {table}_key_seq ON {table}_key (seq)",
        $"""
        CREATE TABLE IF NOT EXISTS {table}_unique (
            tenant TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER NOT NULL,
            PRIMARY KEY (tenant, name, value)) WITHOUT ROWID
        """,
        $"CREATE INDEX IF NOT EXISTS {table}_unique_seq ON {table}_unique (seq)",
    ];
}
