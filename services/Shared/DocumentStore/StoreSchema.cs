namespace Scim.Bus.DocumentStore;

/// <summary>
/// Schema stamps, one for each engine. Each SQLite file and each MongoDB database carries the stamp of the version that created it, and a
/// service refuses to start on another stamp than its own, and on data without a stamp (as 0.1.0 left it).
/// </summary>
/// <remarks>
/// A stamp changes with the engine's layout and with every stored body that the new code can't read. Until the release after the work on
/// scale, stamps change without notice; from then on only together with a migration.
/// </remarks>
public static class StoreSchema
{
    /// <summary>Stamp of SQLite files: their <c>user_version</c>, which is 0 in a file without a stamp.</summary>
    public const int Sqlite = 4;

    /// <summary>Stamp of MongoDB databases: a document in their collection <c>schema</c>.</summary>
    public const int MongoDb = 3;
}
