using MassTransit;
using Scim.Bus.AccessGroups.Configuration;
using Scim.Bus.AccessGroups.Records;
using Scim.Bus.Contracts;

namespace Scim.Bus.AccessGroups.Directory;

/// <summary>Makes Access Groups of the directory's groups.</summary>
internal sealed class GroupDirectoryConsumer(AccessGroupStore groups, Propagator propagator, TimeProvider time)
    : IConsumer<GroupProvisioned>, IConsumer<GroupUpdated>, IConsumer<GroupDeprovisioned>
{
    public Task Consume(ConsumeContext<GroupProvisioned> context)
    {
        var message = context.Message;
        return LearnAsync(new DirectoryGroup(message.Tenant, message.Group, message.Version, message.DisplayName, false), context.CancellationToken);
    }

    public Task Consume(ConsumeContext<GroupUpdated> context)
    {
        var message = context.Message;
        return LearnAsync(new DirectoryGroup(message.Tenant, message.Group, message.Version, message.DisplayName, false), context.CancellationToken);
    }

    public Task Consume(ConsumeContext<GroupDeprovisioned> context)
    {
        var message = context.Message;
        return LearnAsync(new DirectoryGroup(message.Tenant, message.Group, message.Version, message.DisplayName, true), context.CancellationToken);
    }

    private async Task LearnAsync(DirectoryGroup heard, CancellationToken cancellationToken)
    {
        var group = await groups.UpsertAsync(
            heard.Tenant, heard.Group, present => Learn(present, heard, time.GetUtcNow()), cancellationToken);
        if (group.Propagation is not null)
            propagator.Enqueue(group);
    }

    /// <summary>The group as the directory tells of it; as it is if newer is known.</summary>
    private static AccessGroupRecord Learn(AccessGroupRecord? present, DirectoryGroup heard, DateTimeOffset now)
    {
        if (present?.DirectoryVersion >= heard.Version)
            return present;
        if (present is null)
        {
            return new AccessGroupRecord
            {
                Id = heard.Group,
                Tenant = heard.Tenant,
                DisplayName = heard.DisplayName,
                Version = 1,
                DirectoryVersion = heard.Version,
                UpdatedAt = now,
                Removed = heard.IsDeleted,
                // Members may have come before their group did.
                Propagation = heard.IsDeleted ? null : Propagator.Begin(now),
            };
        }

        var next = present with { DirectoryVersion = heard.Version };
        // Its members lose its permissions as they leave it, one by one: their sagas know whether accounts are to be left alone for now.
        if (heard.IsDeleted)
            return next with { Version = next.Version + 1, Removed = true, Settings = AccessSettings.None, UpdatedAt = now, Propagation = null };
        return next.DisplayName == heard.DisplayName
            ? next
            : next with { Version = next.Version + 1, DisplayName = heard.DisplayName, UpdatedAt = now, Propagation = Propagator.Begin(now) };
    }

    /// <summary>What the three messages tell alike.</summary>
    private sealed record DirectoryGroup(TenantId Tenant, GroupId Group, long Version, string DisplayName, bool IsDeleted);
}
