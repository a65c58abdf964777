using Scim.Bus.AccessGroups.Publishing;
using Scim.Bus.AccessGroups.Records;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Outbox;

namespace Scim.Bus.AccessGroups.Tests;

/// <summary>What is published in place of a message of an Access Group that an operator discards.</summary>
public sealed class AccessGroupPresentStateTests
{
    [Theory]
    [InlineData(true, false, nameof(AccessGroupSettingsChanged), nameof(AccessGroupConfigured))]
    [InlineData(false, false, nameof(AccessGroupSettingsChanged))]
    [InlineData(true, true, nameof(AccessGroupSettingsChanged))]
    public async Task Accounts_is_told_the_settings_and_subscribers_what_was_configured(
        bool configured, bool removed, params string[] types)
    {
        var group = new AccessGroupRecord
        {
            Id = new GroupId(Guid.NewGuid()),
            Tenant = AccessHost.Tenant,
            DisplayName = "Sales",
            Version = 3,
            DirectoryVersion = 1,
            UpdatedAt = default,
            Configured = configured,
            Removed = removed,
        };
        var request = new RequestAccessGroupSettings { Tenant = group.Tenant, Group = group.Id };
        var discarded = PendingMessage.Create(request, Guid.NewGuid(), default);
        var messages = await new AccessGroupPresentState(TimeProvider.System).DescribeAsync(group, discarded, default);
        Assert.Equal(types, messages.Select(message => message.Type.Split('.')[^1]));
    }
}
