using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Contracts.Tests;

/// <summary>Every message says its tenant, so that nobody has to look for it.</summary>
public sealed class TenantMessageTests
{
    [Fact]
    public void Every_message_in_a_queue_is_a_tenant_message() => Assert.All(
        CoreQueues.All.SelectMany(queue => queue.Messages),
        message => Assert.True(message.IsAssignableTo(typeof(ITenantMessage)), message.Name));

    [Theory]
    [InlineData(typeof(UserProvisioned))]
    [InlineData(typeof(ApplyAccount))]
    public void Whatever_has_a_tenant_is_a_tenant_message(Type one) => Assert.All(
        one.Assembly.GetExportedTypes().Where(type => type.GetProperty(nameof(ITenantMessage.Tenant)) is not null),
        type => Assert.True(type.IsAssignableTo(typeof(ITenantMessage)), type.Name));
}
