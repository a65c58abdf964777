namespace Scim.Bus.EndToEnd.Tests.Deployments;

/// <summary>
/// One process with all services for all tests that need no more than a tenant of their own in it, or that kill and restart it.
/// </summary>
public sealed class SharedAllInOne() : SharedPart<AllInOneDeployment>(AllInOneDeployment.StartAsync);

/// <summary>The tests that share it. They run one at a time, in parallel with other collections.</summary>
[CollectionDefinition(Name)]
public sealed class AllInOneTests : ICollectionFixture<SharedAllInOne>
{
    public const string Name = "all in one process";
}
