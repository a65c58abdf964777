using MassTransit;
using Scim.Bus.AccessGroups.Records;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.AccessGroups.Publishing;

/// <summary>
/// Publishes a group's settings for an Accounts that has no copy of them. A group that is not known here yet is published when it is.
/// </summary>
internal sealed class SettingsRequestConsumer(AccessGroupStore groups) : IConsumer<RequestAccessGroupSettings>
{
    public async Task Consume(ConsumeContext<RequestAccessGroupSettings> context)
    {
        var request = context.Message;
        if (await groups.FindIncludingRemovedAsync(request.Tenant, request.Group, context.CancellationToken) is { } group)
            await context.PublishInTimeAsync(SettingsMessages.Create(group));
    }
}
