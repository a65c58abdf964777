using Xunit;

namespace Scim.Bus.Testing;

/// <summary>
/// A real part as an xunit fixture: started by the first test that asks for it, ended after the last one.
/// </summary>
/// <remarks>
/// Not started by the fixture itself: what a fixture's start throws fails its tests, also where it means that they
/// must be skipped. So each test that needs the part is a <c>[SkippableFact]</c> and awaits <see cref="GetAsync"/>.
/// </remarks>
/// <typeparam name="T">The part.</typeparam>
public abstract class SharedPart<T>(Func<Task<T>> start) : IAsyncLifetime
    where T : class, IAsyncDisposable
{
    private readonly Lazy<Task<T>> _part = new(start);

    /// <summary>The part, running. Every test gets the same one.</summary>
    /// <exception cref="SkipException">It cannot be had here.</exception>
    public Task<T> GetAsync() => _part.Value;

    Task IAsyncLifetime.InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync()
    {
        if (_part is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await (await _part.Value).DisposeAsync();
    }
}

/// <summary>One <see cref="RabbitMqNode"/> for the tests of a class or a collection.</summary>
public sealed class RabbitMqFixture() : SharedPart<RabbitMqNode>(RabbitMqNode.StartAsync);

/// <summary>One <see cref="MongoServer"/> for the tests of a class or a collection.</summary>
public sealed class MongoFixture() : SharedPart<MongoServer>(MongoServer.StartAsync);
