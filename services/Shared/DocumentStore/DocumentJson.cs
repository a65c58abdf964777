using System.Text.Encodings.Web;
using System.Text.Json;

namespace Scim.Bus.DocumentStore;

/// <summary>JSON options of stored documents.</summary>
public static class DocumentJson
{
    /// <summary>camelCase, without nulls.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
