using MassTransit;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.AccessGroups.Replays;

/// <summary>Starts and stops this service's part of a replay.</summary>
internal sealed class ReplayConsumer(AccessReplayJob job) : IConsumer<ReplayRequested>
{
    public Task Consume(ConsumeContext<ReplayRequested> context) => job.ApplyAsync(context.Message, context.CancellationToken);
}
