using MassTransit;

namespace Scim.Bus.Simulation.Tests.Messages;

/// <summary>What could be asked and never is.</summary>
internal abstract class UnsupportedRequestClient<TRequest> : IRequestClient<TRequest>
    where TRequest : class
{
    public abstract Task<Response<T>> GetResponse<T>(
        TRequest message, CancellationToken cancellationToken = default, RequestTimeout timeout = default)
        where T : class;

    public RequestHandle<TRequest> Create(
        TRequest message, CancellationToken cancellationToken = default, RequestTimeout timeout = default)
        => throw new NotSupportedException();

    public RequestHandle<TRequest> Create(
        object values, CancellationToken cancellationToken = default, RequestTimeout timeout = default)
        => throw new NotSupportedException();

    public Task<Response<T>> GetResponse<T>(
        TRequest message,
        RequestPipeConfiguratorCallback<TRequest> callback,
        CancellationToken cancellationToken = default,
        RequestTimeout timeout = default)
        where T : class
        => throw new NotSupportedException();

    public Task<Response<T>> GetResponse<T>(
        object values, CancellationToken cancellationToken = default, RequestTimeout timeout = default)
        where T : class
        => throw new NotSupportedException();

    public Task<Response<T>> GetResponse<T>(
        object values,
        RequestPipeConfiguratorCallback<TRequest> callback,
        CancellationToken cancellationToken = default,
        RequestTimeout timeout = default)
        where T : class
        => throw new NotSupportedException();

    public Task<Response<T1, T2>> GetResponse<T1, T2>(
        TRequest message, CancellationToken cancellationToken = default, RequestTimeout timeout = default)
        where T1 : class
        where T2 : class
        => throw new NotSupportedException();

    public Task<Response<T1, T2>> GetResponse<T1, T2>(
        TRequest message,
        RequestPipeConfiguratorCallback<TRequest> callback,
        CancellationToken cancellationToken = default,
        RequestTimeout timeout = default)
        where T1 : class
        where T2 : class
        => throw new NotSupportedException();

    public Task<Response<T1, T2>> GetResponse<T1, T2>(
        object values, CancellationToken cancellationToken = default, RequestTimeout timeout = default)
        where T1 : class
        where T2 : class
        => throw new NotSupportedException();

    public Task<Response<T1, T2>> GetResponse<T1, T2>(
        object values,
        RequestPipeConfiguratorCallback<TRequest> callback,
        CancellationToken cancellationToken = default,
        RequestTimeout timeout = default)
        where T1 : class
        where T2 : class
        => throw new NotSupportedException();

    public Task<Response<T1, T2, T3>> GetResponse<T1, T2, T3>(
        TRequest message, CancellationToken cancellationToken = default, RequestTimeout timeout = default)
        where T1 : class
        where T2 : class
        where T3 : class
        => throw new NotSupportedException();

    public Task<Response<T1, T2, T3>> GetResponse<T1, T2, T3>(
        TRequest message,
        RequestPipeConfiguratorCallback<TRequest> callback,
        CancellationToken cancellationToken = default,
        RequestTimeout timeout = default)
        where T1 : class
        where T2 : class
        where T3 : class
        => throw new NotSupportedException();

    public Task<Response<T1, T2, T3>> GetResponse<T1, T2, T3>(
        object values, CancellationToken cancellationToken = default, RequestTimeout timeout = default)
        where T1 : class
        where T2 : class
        where T3 : class
        => throw new NotSupportedException();

    public Task<Response<T1, T2, T3>> GetResponse<T1, T2, T3>(
        object values,
        RequestPipeConfiguratorCallback<TRequest> callback,
        CancellationToken cancellationToken = default,
        RequestTimeout timeout = default)
        where T1 : class
        where T2 : class
        where T3 : class
        => throw new NotSupportedException();
}
