using System.Net;
using Scim.Bus.EndToEnd.Tests.Deployments;
using Scim.Bus.EndToEnd.Tests.Sessions;

namespace Scim.Bus.EndToEnd.Tests;

/// <summary>What is expected is no warning: writers that meet at one document do their work again.</summary>
public sealed class QuietLogTests
{
    private static readonly int Pushes = TestSize.Choose("SCIMBUS_QUIET_PUSHES", ordinary: 100, full: 300);

    [Trait("Needs", "Processes")]
    [Fact]
    public async Task Case_37_pushes_to_a_healthy_process_leave_no_warning_in_its_log()
    {
        await using var deployment = await AllInOneDeployment.StartAsync();
        using var tenant = await TestTenant.CreateAsync(deployment);
        var group = (await tenant.Scim.PostAsync("Groups", ScimClient.Group("Everybody"))).Expect(HttpStatusCode.Created).Id;
        await tenant.Admin.ConfigureAsync(group, "jobs.view");
        var log = deployment.Processes[0];
        var before = log.Output.Count;

        var load = new PushLoad(tenant, [group], "quiet.");
        await load.RunAsync(0, Pushes);
        await load.AssertAllArrivedAsync(new Dictionary<string, string> { [group] = "jobs.view" });
        Assert.Equal(0, load.Failures);
        Assert.DoesNotContain(log.Output.Skip(before), IsWarning);
    }

    [Theory]
    [InlineData("2026-01-01T00:00:00.000Z warn: Scim.Bus.Accounts[0] It lost.", true)]
    [InlineData("2026-01-01T00:00:00.000Z fail: Scim.Bus.Accounts[0] It failed.", true)]
    [InlineData("2026-01-01T00:00:00.000Z info: Scim.Bus.Accounts[0] We warn: it is cold.", false)]
    public void Case_37_a_warning_is_told_from_other_lines(string line, bool isWarning) => Assert.Equal(isWarning, IsWarning(line));

    /// <summary>Whether a line of a service's output is a warning or worse.</summary>
    internal static bool IsWarning(string line) => line.Split(' ') is [_, "warn:" or "fail:" or "crit:", ..];
}
