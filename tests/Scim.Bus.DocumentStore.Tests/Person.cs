using System.Text.Json.Nodes;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Bus.DocumentStore.Tests;

/// <summary>A test document: a SCIM user, and a note and unique aliases that queries don't see. A tombstone keeps the aliases.</summary>
public sealed record Person(JsonObject User, string Note = "", params IReadOnlyList<string> Aliases)
{
    public static CollectionDefinition<Person> Definition { get; } = new()
    {
        Service = "people",
        Name = "persons",
        Attributes = ResourceTypes.User,
        Resource = person => person.User,
        UniqueKeys = person => [new UniqueKey("userName", person.UserName.ToLowerInvariant()), .. KeptKeys(person)],
        TombstoneKeys = KeptKeys,
        Indexed = ["userName", "externalId", "emails.value", "displayName", "id", "meta.lastModified"],
    };

    private static IEnumerable<UniqueKey> KeptKeys(Person person) => person.Aliases.Select(alias => new UniqueKey("alias", alias));

    public string UserName => User["userName"]!.GetValue<string>();

    public static Person Named(string userName, string attributes = "")
    {
        var more = attributes.Length > 0 ? "," + attributes : "";
        var body = $$"""{"schemas":["{{SchemaUrns.User}}"],"userName":{{JsonValue.Create(userName).ToJsonString()}}{{more}}}""";
        return new Person(ResourceReader.Read(ScimJson.ParseObject(System.Text.Encoding.UTF8.GetBytes(body)), ResourceTypes.User));
    }
}
