using Scim.Bus.Ingress.Connections;

namespace Scim.Bus.Ingress.Tests;

/// <summary>The state of a connection, and since when, as a function of what is known. Times are minutes before now.</summary>
public sealed class ConnectionStatusTests
{
    private const int Created = 10_000;

    private static readonly DateTimeOffset Now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Case; minutes since the last request; the last writes with the newest first, <c>+</c> accepted or <c>-</c> refused, a minute apart;
    /// since when they are refused; the refused deactivation; hours of silence that are allowed; requests and refusals; what is expected.
    /// </summary>
    private static readonly (string Name, int? Last, string Writes, int? Refused, int? Stays, int? Silent, (int, int) Counts, string State,
        int Since)[] Cases =
    [
        ("nothing was heard", null, "", null, null, null, (0, 0), "Never", Created),
        ("nothing was heard, and silence is told", null, "", null, null, 1, (0, 0), "Never", Created),
        ("only read", 5, "", null, null, null, (3, 0), "Connected", 5),
        ("all is accepted", 1, "++++++++++", null, null, null, (99, 0), "Connected", 900),
        ("accepted since one was refused", 1, "++++++---+", null, null, null, (99, 3), "Connected", 6),
        ("the last one was refused", 1, "-+++++++++", 1, null, null, (99, 1), "Connected", 900),
        ("one of ten was accepted", 1, "---------+", 9, null, null, (99, 9), "Connected", 900),
        ("all of ten were refused, and more before", 1, "----------", 70, null, null, (99, 80), "Failing", 70),
        ("all so far were refused", 1, "---", 3, null, null, (3, 3), "Failing", 3),
        ("the first one was refused", 1, "-", 1, null, null, (1, 1), "Failing", 1),
        ("since when is not known", 1, "---", null, null, null, (3, 3), "Failing", 3),
        ("the token is refused when it reads", 4, "", null, null, null, (2, 2), "Failing", 4),
        ("a deactivation was refused", 1, "++++++++++", null, 300, null, (99, 1), "Failing", 300),
        ("all were refused, and a deactivation before", 1, "----------", 70, 300, null, (99, 80), "Failing", 300),
        ("all were refused, and a deactivation since", 1, "----------", 300, 70, null, (99, 80), "Failing", 300),
        ("just within the time of silence", 119, "++++++++++", null, null, 2, (99, 0), "Connected", 900),
        ("silent", 120, "++++++++++", null, null, 2, (99, 0), "Silent", 0),
        ("silent for long", 200, "++++++++++", null, null, 2, (99, 0), "Silent", 80),
        ("long without a request, and nobody asked", 200, "++++++++++", null, null, null, (99, 0), "Connected", 900),
        ("refused, then silent", 200, "---", 210, null, 2, (3, 3), "Failing", 210),
    ];

    public static TheoryData<string> CaseNames => [.. Cases.Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void A_state_follows_from_what_is_known(string name)
    {
        var item = Cases.Single(one => one.Name == name);
        var facts = new ConnectionFacts
        {
            CreatedAt = Ago(Created)!.Value,
            LastRequestAt = Ago(item.Last),
            LastWrites = [.. item.Writes.Select((sign, i) => new ObservedWrite(Ago(i + 1)!.Value, sign == '+'))],
            RefusedSince = Ago(item.Refused),
            DeactivationRefusedAt = Ago(item.Stays),
            FirstChangeAt = item.Writes.Contains('+', StringComparison.Ordinal) ? Ago(900) : null,
            SilentAfter = item.Silent is { } hours ? TimeSpan.FromHours(hours) : null,
            Requests = item.Counts.Item1,
            Refusals = item.Counts.Item2,
        };
        var status = ConnectionStatus.From(facts, Now);
        Assert.Equal((item.State, Ago(item.Since)!.Value), ($"{status.State}", status.Since));
    }

    private static DateTimeOffset? Ago(int? minutes) => minutes is { } count ? Now.AddMinutes(-count) : null;
}
