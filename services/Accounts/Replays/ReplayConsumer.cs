using MassTransit;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Accounts.Replays;

/// <summary>Starts and stops this service's parts of a replay.</summary>
internal sealed class ReplayConsumer(AccountReplayJob accounts, AccessReplayJob access) : IConsumer<ReplayRequested>
{
    public async Task Consume(ConsumeContext<ReplayRequested> context)
    {
        await accounts.ApplyAsync(context.Message, context.CancellationToken);
        await access.ApplyAsync(context.Message, context.CancellationToken);
    }
}
