namespace Scim.Bus.Messaging.Tests.Parts;

/// <summary>One broker and one document server for all tests; each test gets its own virtual host and databases.</summary>
[CollectionDefinition(Name)]
public sealed class RealParts : ICollectionFixture<RabbitMqFixture>, ICollectionFixture<MongoFixture>
{
    public const string Name = "real parts";
}
