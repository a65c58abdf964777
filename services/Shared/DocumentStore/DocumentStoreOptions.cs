namespace Scim.Bus.DocumentStore;

/// <summary>Which engine keeps the documents, and where (section <c>Store</c> of the configuration).</summary>
public sealed class DocumentStoreOptions
{
    /// <summary>The section.</summary>
    public const string Section = "Store";

    /// <summary>The engine.</summary>
    public StoreEngine Engine { get; set; } = StoreEngine.MongoDb;

    /// <summary>The folder that holds an embedded host's state: one SQLite file for each service.</summary>
    public string Path { get; set; } = "./data";

    /// <summary>What the names of databases in MongoDB begin with, for several installations on one server.</summary>
    public string DatabasePrefix { get; set; } = "scimbus";
}

/// <summary>An engine that keeps documents.</summary>
public enum StoreEngine
{
    /// <summary>MongoDB, or a service that speaks its protocol.</summary>
    MongoDb,

    /// <summary>SQLite, embedded.</summary>
    Sqlite,
}
