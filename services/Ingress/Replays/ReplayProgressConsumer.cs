using MassTransit;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Ingress.Replays;

/// <summary>Notes how far the other services are with their parts of a replay.</summary>
internal sealed class ReplayProgressConsumer(ReplayParts parts, ReplayJob job) : IConsumer<ReplayProgress>
{
    public async Task Consume(ConsumeContext<ReplayProgress> context)
    {
        var message = context.Message;
        await parts.RecordAsync(message, context.CancellationToken);
        if (message.Done)
            await job.ResumeAsync(message.Tenant, message.Replay, context.CancellationToken);
    }
}
