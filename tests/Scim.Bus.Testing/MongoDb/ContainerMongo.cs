using Testcontainers.MongoDb;

namespace Scim.Bus.Testing;

/// <summary>MongoDB, standalone, in a container of its own.</summary>
internal sealed class ContainerMongo : DocumentServer
{
    private const string Image = "mongo:8.0";

    private readonly MongoDbContainer _container;
    private bool _isDown;

    private ContainerMongo(MongoDbContainer container) => _container = container;

    public override string Kind => $"MongoDB in a container ({Image})";

    public override bool CanBeKilled => true;

    public override string ConnectionString => _container.GetConnectionString();

    public static async Task<DocumentServer> StartAsync()
    {
        await DockerEngine.RequireAsync();

        // Docker gives a restarted container another port, unless it was asked for by number.
        return new ContainerMongo(await DockerEngine.StartAsync(
            () => new MongoDbBuilder(Image).WithPortBinding(FreePort.Next(), MongoDbBuilder.MongoDbPort).Build()));
    }

    public override async Task KillAsync()
    {
        if (_isDown) return;
        await DockerEngine.KillAsync(_container);
        _isDown = true;
    }

    public override async Task RestartAsync()
    {
        await KillAsync();
        await _container.StartAsync();
        _isDown = false;
    }

    public override Task FreezeAsync() => _container.PauseAsync();

    public override Task ThawAsync() => _container.UnpauseAsync();

    public override ValueTask DisposeAsync() => _container.DisposeAsync();
}
