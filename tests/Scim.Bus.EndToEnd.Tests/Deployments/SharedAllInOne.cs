namespace Scim.Bus.EndToEnd.Tests.Deployments;

/// <summary>
/// One process with all services for all tests that need no more than a tenant of their own in it, or that kill and restart it.
/// </summary>
public sealed class SharedAllInOne() : SharedPart<AllInOneDeployment>(() => AllInOneDeployment.StartAsync());

/// <summary>The tests that share it: one after the other, beside those of the other deployments.</summary>
[CollectionDefinition(Name)]
public sealed class AllInOneTests : ICollectionFixture<SharedAllInOne>
{
    public const string Name = "all in one process";
}
