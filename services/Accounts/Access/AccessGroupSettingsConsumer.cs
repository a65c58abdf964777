using System.Diagnostics;
using MassTransit;
using Scim.Bus.Accounts.Records;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Outbox;

namespace Scim.Bus.Accounts.Access;

/// <summary>Keeps this service's copy of the Access Groups up to date, and starts the rollout of what changed.</summary>
internal sealed class AccessGroupSettingsConsumer(Outbox<AccessGroupRecord> groups, SettingsRolloutJob rollouts)
    : IConsumer<AccessGroupSettingsChanged>
{
    public async Task Consume(ConsumeContext<AccessGroupSettingsChanged> context)
    {
        var message = context.Message;
        var stored = await groups.UpsertAsync(
            message.Tenant,
            message.Group.ToString(),
            present => present?.Version >= message.Version ? present : AccessGroupRecord.From(message, Rollout(message)),
            context.CancellationToken);
        if (stored.Body.Rollout is not null)
            rollouts.Enqueue(stored);
    }

    /// <summary>The rollout, from the first account. None for a group that was removed: the users' sagas take its access away.</summary>
    private SettingsRollout? Rollout(AccessGroupSettingsChanged message) => message.Removed
        ? null
        : new SettingsRollout { DueAt = rollouts.DueAt, TraceParent = Activity.Current?.Id };
}
