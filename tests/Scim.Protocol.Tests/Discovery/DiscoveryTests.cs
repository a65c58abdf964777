using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests.Discovery;

/// <summary>
/// Schemas and resource types as clients read them are those of <c>discovery.json</c>. Clients set themselves up by them, so they change
/// only on purpose: run with <c>UPDATE_DOCS=1</c> to write the file again.
/// </summary>
public sealed class DiscoveryTests
{
    private const string Base = "https://scim.example/scim/v2";
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public void Schemas_and_resource_types_are_the_published_ones()
    {
        var schemas = ResourceTypes.All.Select(type => type.Schema).Concat(ResourceTypes.All.SelectMany(type => type.Extensions));
        var present = new JsonObject
        {
            ["schemas"] = new JsonArray([.. schemas.Select(schema => SchemaJson.Describe(schema, Base))]),
            ["resourceTypes"] = new JsonArray([.. ResourceTypes.All.Select(type => SchemaJson.Describe(type, Base))]),
        }.ToJsonString(Indented) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            File.WriteAllText(Path.Combine(Path.GetDirectoryName(ThisFile())!, "discovery.json"), present);
        else
            Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Discovery", "discovery.json")), present);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
