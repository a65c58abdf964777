namespace Scim.Bus.Messaging.Tests.Parts;

/// <summary>One broker and one document server for all tests; each test gets its own virtual host and databases.</summary>
[CollectionDefinition(Name)]
public sealed class RealParts : ICollectionFixture<RabbitMqFixture>, ICollectionFixture<MongoFixture>
{
    public const string Name = "real parts";
}

/// <summary>A broker and a document server that these tests stop, kill or block, so they share them with no others.</summary>
[CollectionDefinition(Name)]
public sealed class FaultyParts :
    ICollectionFixture<RabbitMqFixture>, ICollectionFixture<MongoFixture>, ICollectionFixture<UntilTheAccount>
{
    public const string Name = "faulty parts";
}
