namespace Scim.Bus.DocumentStore;

/// <summary>Engine of the document store, and where it keeps its data (section <c>Store</c> of the configuration).</summary>
public sealed class DocumentStoreOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Store";

    /// <summary>The engine.</summary>
    public StoreEngine Engine { get; set; } = StoreEngine.MongoDb;

    /// <summary>The folder that holds an embedded host's state: one SQLite file for each service.</summary>
    public string Path { get; set; } = "./data";

    /// <summary>Prefix of the databases' names in MongoDB, for several installations on one server.</summary>
    public string DatabasePrefix { get; set; } = "scimbus";
}
