using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Scim.Bus.Contracts.Tests;

/// <summary>
/// The files in contracts/ for subscribers without .NET agree with the records. Run with <c>UPDATE_DOCS=1</c> to write them again.
/// </summary>
public sealed class PublishedContractTests
{
    private static readonly JsonSerializerOptions Pretty = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public void Each_message_has_the_schema_of_its_record()
    {
        var expected = MessageSchemas.Messages.ToDictionary(message => $"{message.Name}.json", MessageSchemas.Create);
        expected["Envelope.json"] = AsyncApi.Envelope();
        foreach (var (file, schema) in expected)
            AssertIs(schema, "contracts", "schemas", file);
        var files = Directory.GetFiles(RepositoryRoot.PathTo("contracts", "schemas"));
        Assert.Equal(expected.Keys.Order(), files.Select(Path.GetFileName).Order());
    }

    [Fact]
    public void The_AsyncAPI_document_names_every_exchange() => AssertIs(AsyncApi.Document(), "contracts", "asyncapi.json");

    [Fact]
    public void Every_message_and_every_member_has_a_description()
    {
        foreach (var message in MessageSchemas.Messages)
        {
            var schema = MessageSchemas.Create(message);
            Assert.NotNull(schema["description"]);
            Assert.All(
                schema["properties"]!.AsObject(),
                member => Assert.True(member.Value!["description"] is not null, $"{message.Name}.{member.Key}"));
        }
    }

    private static void AssertIs(JsonObject expected, params string[] path)
    {
        var file = RepositoryRoot.PathTo(path);
        var text = expected.ToJsonString(Pretty) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            File.WriteAllText(file, text);
        else
            Assert.Equal(text, File.ReadAllText(file));
    }
}
