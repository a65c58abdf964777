namespace Scim.Bus.Testing;

/// <summary>A server that speaks MongoDB's protocol, however it was come by.</summary>
internal abstract class DocumentServer : IAsyncDisposable
{
    public abstract string Kind { get; }

    public abstract bool CanBeKilled { get; }

    public abstract string ConnectionString { get; }

    public abstract Task KillAsync();

    public abstract Task RestartAsync();

    public abstract Task FreezeAsync();

    public abstract Task ThawAsync();

    public abstract ValueTask DisposeAsync();
}
