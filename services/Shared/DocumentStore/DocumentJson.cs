using System.Text.Encodings.Web;
using System.Text.Json;

namespace Scim.Bus.DocumentStore;

/// <summary>How documents are written.</summary>
public static class DocumentJson
{
    /// <summary>camelCase, without what is null.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
