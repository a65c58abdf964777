namespace Scim.Bus.PublicNames.Tests.Hosts;

/// <summary>The tests that share one start of all services.</summary>
[CollectionDefinition(Name)]
public sealed class OnRunningServices : ICollectionFixture<RunningServices>
{
    public const string Name = "running services";
}
