using Scim.Bus.EndToEnd.Tests.Promises;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Scim.Bus.EndToEnd.Tests;

/// <summary>One broker and one document server for all tests; each test gets its own virtual host and databases.</summary>
[CollectionDefinition(Name)]
public sealed class RealParts : ICollectionFixture<RabbitMqFixture>, ICollectionFixture<MongoFixture>, ICollectionFixture<PromiseDeployment>
{
    public const string Name = "real parts";
}
