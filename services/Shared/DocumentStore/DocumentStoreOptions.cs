using System.ComponentModel.DataAnnotations;
using Scim.Protocol.Limits;

namespace Scim.Bus.DocumentStore;

/// <summary>Engine of the document store, and where it keeps its data (section <c>Store</c> of the configuration).</summary>
public sealed class DocumentStoreOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Store";

    /// <summary>The engine.</summary>
    [EnumDataType(typeof(StoreEngine))]
    public StoreEngine Engine { get; set; } = StoreEngine.MongoDb;

    /// <summary>Folder of the SQLite files, one for each service.</summary>
    [Required]
    public string Path { get; set; } = "./data";

    /// <summary>Time that a query may take. One that takes longer is stopped: a filter that no index serves reads everything.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00", ParseLimitsInInvariantCulture = true)]
    public TimeSpan QueryTimeout { get; set; } = RequestLimits.QueryTime;

    /// <summary>Prefix of the names of the MongoDB databases, so that several installations can share a server.</summary>
    [Required]
    [RegularExpression("[A-Za-z0-9_-]{1,40}", ErrorMessage = "must be 1 to 40 letters, digits, hyphens and underscores.")]
    public string DatabasePrefix { get; set; } = "scimbus";
}
