using MassTransit;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;
using Scim.Bus.Simulation.Tests.Kernel;
using Scim.Bus.Simulation.Tests.Processes;

namespace Scim.Bus.Simulation.Tests.Messages;

/// <summary>Asks another service, and waits for its answer until the request's time is over.</summary>
internal sealed class SimulatedRequestClient<TRequest>(SimulatedProcess process) : UnsupportedRequestClient<TRequest>
    where TRequest : class
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    public override async Task<Response<T>> GetResponse<T>(
        TRequest message, CancellationToken cancellationToken = default, RequestTimeout timeout = default)
    {
        var fault = await process.EnterAsync(StepKind.Request, typeof(TRequest).Name);
        var answer = new TaskCompletionSource<object>();
        if (fault is not (FaultKind.BrokerAway or FaultKind.PublishFailed))
        {
            var pending = PendingMessage.Create(message, Guid.NewGuid(), process.Clock.GetUtcNow());
            process.World.Network.Request(Queue, typeof(TRequest), pending, answer);
        }

        process.World.Clock.Schedule(Limit, () => answer.TrySetException(new RequestTimeoutException(Queue)));
        return new Answered<T>((T)await answer.Task);
    }

    private static string Queue => typeof(TRequest) == typeof(ReadDirectory) ? IngressQueues.ReadDirectory : AccountsQueues.ReadAccounts;

    private sealed class Answered<T>(T message) : PlainMessage, Response<T>
        where T : class
    {
        public T Message => message;

        object Response.Message => message;
    }
}
