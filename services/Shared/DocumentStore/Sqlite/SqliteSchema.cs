using System.Globalization;

namespace Scim.Bus.DocumentStore.Sqlite;

/// <summary>Reads and writes the schema stamp of a file: SQLite's <c>user_version</c>.</summary>
internal static class SqliteSchema
{
    /// <summary>Stamps a file without tables; verifies the stamp of any other.</summary>
    /// <exception cref="StoreSchemaException">The file has another stamp, or tables and no stamp.</exception>
    public static int Verify(SqliteSession session, string file)
    {
        var found = Read(session);
        if (found == 0)
            found = StampIfEmpty(session);
        return found == StoreSchema.Sqlite
            ? found
            : throw new StoreSchemaException(
                $"The SQLite file {file}",
                found == 0 ? null : found,
                StoreSchema.Sqlite,
                $"Move the data folder {Path.GetDirectoryName(file)} away");
    }

    /// <summary>Writes the stamp that a file has once more, to find out whether the file can be written.</summary>
    public static int WriteAgain(SqliteSession session)
    {
        var stamp = Read(session);
        session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version={stamp}"));
        return stamp;
    }

    /// <remarks>In a transaction, as another process may open the same new file.</remarks>
    private static int StampIfEmpty(SqliteSession session)
    {
        session.Execute("BEGIN IMMEDIATE");
        try
        {
            if (Read(session) == 0 && session.Scalar("SELECT 1 FROM sqlite_master LIMIT 1") is null)
                session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version={StoreSchema.Sqlite}"));
            session.Execute("COMMIT");
        }
        catch
        {
            session.Execute("ROLLBACK");
            throw;
        }

        return Read(session);
    }

    private static int Read(SqliteSession session) => (int)(long)session.Scalar("PRAGMA user_version")!;
}
