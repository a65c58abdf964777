using Scim.Bus.Contracts;
using static Scim.Bus.Notifications.Tests.Messages;
using static Scim.Bus.Notifications.Tests.NotificationsHost;

namespace Scim.Bus.Notifications.Tests;

/// <summary>The digest names groups as they are called now. It named them as they were when created, or first configured.</summary>
public sealed class GroupNameDigestTests(NotificationsHost host) : DigestTest(host)
{
    [Theory]
    [InlineData("create rename again configure")]
    [InlineData("create again rename configure")]
    [InlineData("again rename create configure")]
    [InlineData("configure again create rename")]
    [Trait("Takes", "Seconds")]
    public async Task A_group_has_its_present_name_whichever_message_arrives_first(string order)
    {
        var pat = Address("pat");
        var tenant = await Host.TenantAsync(pat);
        var (configured, waiting) = (NewGroup(), NewGroup());
        foreach (var step in order.Split(' '))
            await TakeAsync(tenant, configured, step, "Sales");
        foreach (var step in order.Split(' ').Except(["configure"]))
            await TakeAsync(tenant, waiting, step, "Finance");
        await Host.PublishAsync(Conflict(tenant, NewUser(), 5, configured, waiting, "ann@acme.example"));
        await HasNoticesAsync(tenant, 3);

        var mail = await Host.MailToAsync(pat);
        Assert.Equal(2, Listed(mail).Count());
        Assert.Single(Listed(mail), line => line.StartsWith("New Finance", StringComparison.Ordinal));
        Assert.Single(Listed(mail), line => line.StartsWith("ann@acme.example", StringComparison.Ordinal)
            && line.Contains("New Sales", StringComparison.Ordinal) && line.Contains("New Finance", StringComparison.Ordinal));
    }

    /// <summary>Publishes a message about a group and waits until it is stored, unless what is stored is newer.</summary>
    private async Task TakeAsync(TenantId tenant, GroupId group, string step, string name)
    {
        var (published, version, groupVersion) = step switch
        {
            "create" => (Host.PublishAsync(Group(tenant, group, $"Old {name}")), 1, 1),
            "rename" => (Host.PublishAsync(Renamed(tenant, group, 3, $"Older {name}")), 0, 3),
            "again" => (Host.PublishAsync(Renamed(tenant, group, 4, $"New {name}")), 0, 4),
            _ => (Host.PublishAsync(Configured(tenant, group, $"Old {name}")), 2, 0),
        };
        await published;
        await Eventually.Be(async () => Assert.Contains(
            await AllAsync(tenant),
            notice => notice.Group == group && notice.Version >= version && notice.GroupVersion >= groupVersion));
    }
}
