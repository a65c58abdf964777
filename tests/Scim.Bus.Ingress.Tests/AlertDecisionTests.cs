using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.Ingress.Connections;
using Scim.Bus.Ingress.Tenants;
using Scim.Bus.ServiceDefaults.Requests;

namespace Scim.Bus.Ingress.Tests;

/// <summary>What admins are told of a connection, and when it is looked at again.</summary>
public sealed class AlertDecisionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    private static readonly TenantRecord Tenant =
        new() { Id = TenantId.Parse("acme", null), Version = 1, Settings = new TenantSettings(), CreatedAt = Now.AddDays(-90) };

    private static readonly ConnectionFacts Fine = new()
    {
        CreatedAt = Tenant.CreatedAt,
        LastRequestAt = Now.AddMinutes(-10),
        LastWrites = [new ObservedWrite(Now.AddMinutes(-10), true)],
        Requests = 1_000,
        WritesOfDay = 200,
    };

    private static readonly ConnectionFacts Failing = Fine with
    {
        LastWrites = [new ObservedWrite(Now.AddMinutes(-10), false)],
        RefusedSince = Now.AddMinutes(-30),
        RefusalsOfDay = 12,
        MainReason = RefusalReason.Named("tokenExpired"),
    };

    [Fact]
    public void Nobody_is_told_while_all_is_well_and_nothing_is_looked_at_again()
    {
        var decision = AlertDecision.For(Tenant, Fine, Now);
        Assert.Empty(decision.Alerts);
        Assert.Equal(new AlertState(), decision.Told);
    }

    [Fact]
    public void A_connection_that_fails_is_told_once_with_the_commonest_reason_and_again_when_it_fails_again()
    {
        var first = AlertDecision.For(Tenant, Failing, Now);
        var alert = Assert.Single(first.Alerts);
        Assert.Equal(
            (ConnectionTrouble.Failing, Now.AddMinutes(-30), 12L, "The token has expired"),
            (alert.Trouble, alert.Since, alert.Refusals, alert.Reason));
        Assert.StartsWith("Issue a new token", alert.Advice, StringComparison.Ordinal);
        var told = Tenant with { Alerts = first.Told };
        Assert.Empty(AlertDecision.For(told, Failing, Now.AddHours(1)).Alerts);
        var again = AlertDecision.For(told, Failing with { RefusedSince = Now.AddHours(2) }, Now.AddHours(3));
        Assert.Equal(Now.AddHours(2), Assert.Single(again.Alerts).Since);
    }

    [Theory]
    [InlineData(19, 19, false)]
    [InlineData(20, 200, true)]
    [InlineData(20, 201, false)]
    [InlineData(500, 600, true)]
    public void Many_refusals_are_twenty_and_one_in_ten(long refusals, long writes, bool isMany)
    {
        var decision = AlertDecision.For(Tenant, Fine with { RefusalsOfDay = refusals, WritesOfDay = writes }, Now);
        ConnectionTrouble[] expected = isMany ? [ConnectionTrouble.ManyRefusals] : [];
        Assert.Equal(expected, decision.Alerts.Select(alert => alert.Trouble));
    }

    [Fact]
    public void Many_refusals_are_told_once_a_day()
    {
        var many = Fine with { RefusalsOfDay = 100 };
        var told = Tenant with { Alerts = AlertDecision.For(Tenant, many, Now).Told };
        Assert.Empty(AlertDecision.For(told, many, Now.AddHours(23)).Alerts);
        Assert.Single(AlertDecision.For(told, many, Now.AddHours(24)).Alerts);
    }

    [Fact]
    public void Silence_is_told_once_and_looked_for_again_after_the_next_request()
    {
        var asked = Fine with { SilentAfter = TimeSpan.FromHours(2) };
        var early = AlertDecision.For(Tenant, asked, Now);
        Assert.Empty(early.Alerts);
        Assert.Equal(Now.AddMinutes(110), early.Told.CheckAt);

        var silent = AlertDecision.For(Tenant with { Alerts = early.Told }, asked, Now.AddMinutes(110));
        var alert = Assert.Single(silent.Alerts);
        Assert.Equal((ConnectionTrouble.Silent, Now.AddMinutes(-10)), (alert.Trouble, alert.Since));
        Assert.Equal(Now.AddMinutes(230), silent.Told.CheckAt);

        var told = Tenant with { Alerts = silent.Told };
        Assert.Empty(AlertDecision.For(told, asked, Now.AddMinutes(230)).Alerts);
        var heard = AlertDecision.For(told, asked with { LastRequestAt = Now.AddMinutes(220) }, Now.AddMinutes(230));
        Assert.Empty(heard.Alerts);
        Assert.Equal(Now.AddMinutes(340), heard.Told.CheckAt);
    }

    [Fact]
    public void Nothing_that_was_ever_heard_is_no_silence()
    {
        var never = Fine with { LastRequestAt = null, LastWrites = [], Requests = 0, SilentAfter = TimeSpan.FromHours(2) };
        var decision = AlertDecision.For(Tenant, never, Now);
        Assert.Empty(decision.Alerts);
        Assert.Equal(Now.AddHours(2), decision.Told.CheckAt);
    }
}
