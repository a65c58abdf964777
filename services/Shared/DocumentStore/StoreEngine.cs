namespace Scim.Bus.DocumentStore;

/// <summary>Engine of the document store.</summary>
public enum StoreEngine
{
    /// <summary>MongoDB, or a database that speaks its protocol.</summary>
    MongoDb,

    /// <summary>SQLite, embedded.</summary>
    Sqlite,
}
