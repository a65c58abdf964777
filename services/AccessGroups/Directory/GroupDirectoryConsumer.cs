using MassTransit;
using Scim.Bus.AccessGroups.Publishing;
using Scim.Bus.AccessGroups.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.AccessGroups.Directory;

/// <summary>Creates, renames and removes Access Groups as the directory's groups change. Accounts is told of each.</summary>
internal sealed class GroupDirectoryConsumer(AccessGroupStore groups, TimeProvider time)
    : IConsumer<GroupProvisioned>, IConsumer<GroupUpdated>, IConsumer<GroupDeprovisioned>
{
    public Task Consume(ConsumeContext<GroupProvisioned> context) => ApplyAsync(context, DirectoryGroup.From(context.Message));

    public Task Consume(ConsumeContext<GroupUpdated> context) => ApplyAsync(context, DirectoryGroup.From(context.Message));

    public Task Consume(ConsumeContext<GroupDeprovisioned> context) => ApplyAsync(context, DirectoryGroup.From(context.Message));

    private async Task ApplyAsync(ConsumeContext context, DirectoryGroup directory)
    {
        var group = await groups.UpsertAsync(
            directory.Tenant, directory.Group, present => Apply(present, directory, time.GetUtcNow()), context.CancellationToken);
        // Whoever replays the directory to all has lost something, which may be the copy that Accounts keeps.
        if (context.IsReplay())
            await context.PublishInTimeAsync(SettingsMessages.Create(group));
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
            }.WithSettingsMessage(now);
        }

        var next = present with { DirectoryVersion = directory.Version };
        if (directory.IsDeleted)
        {
            return (next with { Version = next.Version + 1, Removed = true, Settings = AccessSettings.None, UpdatedAt = now })
                .WithSettingsMessage(now);
        }

        return next.DisplayName == directory.DisplayName
            ? next
            : (next with { Version = next.Version + 1, DisplayName = directory.DisplayName, UpdatedAt = now }).WithSettingsMessage(now);
    }
}
