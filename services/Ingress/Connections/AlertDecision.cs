using Scim.Bus.Contracts.Internal;
using Scim.Bus.Ingress.Tenants;

namespace Scim.Bus.Ingress.Connections;

/// <summary>What admins are to be told of a connection now.</summary>
/// <param name="Told">What they were told then, and when to look again.</param>
/// <param name="Alerts">What to tell them.</param>
internal sealed record AlertDecision(AlertState Told, IReadOnlyList<ConnectionAlert> Alerts)
{
    /// <summary>Refused requests of a day below which there are not many.</summary>
    private const long Many = 20;

    /// <summary>There are many refusals if at least one request in so many is refused.</summary>
    private const long OneIn = 10;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Decides. Each trouble is told once each time; that much is refused, once a day.</summary>
    /// <param name="tenant">The tenant with what its admins were told.</param>
    /// <param name="facts">What is known of its connection.</param>
    /// <param name="now">Current time, UTC.</param>
    public static AlertDecision For(TenantRecord tenant, ConnectionFacts facts, DateTimeOffset now)
    {
        var told = (tenant.Alerts ?? new AlertState()) with { CheckAt = NextCheck(facts, now) };
        var alerts = new List<ConnectionAlert>();
        if (facts.LastWrites.Count > 0 && ConnectionStatus.AllRefusedSince(facts) is { } failing)
        {
            if (told.FailingSince != failing)
                alerts.Add(Alert(ConnectionTrouble.Failing, failing));
            told = told with { FailingSince = failing };
        }
        else if (HasManyRefusals(facts) && !(now - told.RefusalsToldAt < Day))
        {
            alerts.Add(Alert(ConnectionTrouble.ManyRefusals, now));
            told = told with { RefusalsToldAt = now };
        }

        if (facts.SilentAfter is { } interval && facts.LastRequestAt is { } last && now - last >= interval)
        {
            if (told.SilentSince != last)
                alerts.Add(Alert(ConnectionTrouble.Silent, last));
            told = told with { SilentSince = last };
        }

        return new AlertDecision(told, alerts);

        ConnectionAlert Alert(ConnectionTrouble trouble, DateTimeOffset since) => new()
        {
            Tenant = tenant.Id,
            Trouble = trouble,
            Since = since,
            Refusals = facts.RefusalsOfDay,
            Reason = facts.MainReason?.Title,
            Advice = facts.MainReason?.Advice,
        };
    }

    private static bool HasManyRefusals(ConnectionFacts facts) =>
        facts.RefusalsOfDay >= Many && facts.RefusalsOfDay * OneIn >= facts.WritesOfDay;

    /// <summary>When silence could begin, or is looked at again; null if the tenant does not want to know.</summary>
    private static DateTimeOffset? NextCheck(ConnectionFacts facts, DateTimeOffset now)
    {
        if (facts.SilentAfter is not { } interval)
            return null;
        var begins = facts.LastRequestAt + interval;
        return begins > now ? begins : now + interval;
    }
}
