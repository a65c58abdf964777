using MassTransit;
using Scim.Bus.AccessGroups.Configuration;
using Scim.Bus.AccessGroups.Records;
using Scim.Bus.Contracts;

namespace Scim.Bus.AccessGroups.Directory;

/// <summary>Creates, renames and removes Access Groups as the directory's groups change.</summary>
internal sealed class GroupDirectoryConsumer(AccessGroupStore groups, MemberUpdateJob memberUpdates, TimeProvider time)
    : IConsumer<GroupProvisioned>, IConsumer<GroupUpdated>, IConsumer<GroupDeprovisioned>
{
    public Task Consume(ConsumeContext<GroupProvisioned> context) =>
        ApplyAsync(DirectoryGroup.From(context.Message), context.CancellationToken);

    public Task Consume(ConsumeContext<GroupUpdated> context) =>
        ApplyAsync(DirectoryGroup.From(context.Message), context.CancellationToken);

    public Task Consume(ConsumeContext<GroupDeprovisioned> context) =>
        ApplyAsync(DirectoryGroup.From(context.Message), context.CancellationToken);

    private async Task ApplyAsync(DirectoryGroup directory, CancellationToken cancellationToken)
    {
        var group = await groups.UpsertAsync(
            directory.Tenant, directory.Group, present => Apply(present, directory, time.GetUtcNow()), cancellationToken);
        if (group.MemberUpdate is not null)
            memberUpdates.Enqueue(group);
    }

    /// <summary>Applies the directory's group, unless this version or a newer one was applied before.</summary>
    private static AccessGroupRecord Apply(AccessGroupRecord? present, DirectoryGroup directory, DateTimeOffset now)
    {
        if (present?.DirectoryVersion >= directory.Version)
            return present;
        if (present is null)
        {
            return new AccessGroupRecord
            {
                Id = directory.Group,
                Tenant = directory.Tenant,
                DisplayName = directory.DisplayName,
                Version = 1,
                DirectoryVersion = directory.Version,
                UpdatedAt = now,
                Removed = directory.IsDeleted,
                // Users may have been assigned to the group before its own message arrived.
                MemberUpdate = directory.IsDeleted ? null : MemberUpdateJob.Start(now),
            };
        }

        var next = present with { DirectoryVersion = directory.Version };
        // No member update: each member's saga takes the access away when the tenant's settings allow it, which may be later.
        if (directory.IsDeleted)
        {
            return next with
            {
                Version = next.Version + 1,
                Removed = true,
                Settings = AccessSettings.None,
                UpdatedAt = now,
                MemberUpdate = null,
            };
        }

        if (next.DisplayName == directory.DisplayName)
            return next;
        return next with
        {
            Version = next.Version + 1,
            DisplayName = directory.DisplayName,
            UpdatedAt = now,
            MemberUpdate = MemberUpdateJob.Start(now),
        };
    }
}
