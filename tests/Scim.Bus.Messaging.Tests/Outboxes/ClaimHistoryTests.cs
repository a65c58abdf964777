using Microsoft.Extensions.Time.Testing;
using Scim.Bus.Messaging.Tests.Parts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests.Outboxes;

/// <summary>How long a process has claimed a document for the same work in vain.</summary>
public sealed class ClaimHistoryTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Now);
    private readonly ClaimHistory<Letter> _history;

    public ClaimHistoryTests() => _history = new ClaimHistory<Letter>(_time);

    [Fact]
    public void The_time_counts_from_the_first_claim_for_the_same_message()
    {
        Assert.Equal(0, Claim("a"));
        Assert.Equal(7, Claim("a", after: 7));
        Assert.Equal(12, Claim("a", after: 5));
    }

    [Fact]
    public void Another_document_and_another_first_message_begin_anew()
    {
        Claim("a");
        Assert.Equal(0, Claim("b", after: 7));
        var next = Letter.LeftBehind("next", messages: 1, Now).Body;
        Assert.Equal(0, _history.Claimed(Letter.LeftBehind("a", messages: 1, Now) with { Body = next }).TotalSeconds);
        Assert.Equal(0, Claim("a"));
    }

    /// <summary>A document that is claimed every ten minutes, the longest wait, is not forgotten; one that is claimed no more is.</summary>
    [Fact]
    public void What_was_not_claimed_for_twenty_minutes_is_forgotten()
    {
        Claim("a");
        Claim("b");
        for (var i = 1; i <= 3; i++)
            Assert.Equal(i * 600, Claim("a", after: 600));
        Assert.Equal(0, Claim("b"));
        Assert.Equal(1_800, Claim("a"));
    }

    [Fact]
    public void What_was_claimed_twenty_minutes_ago_is_still_known()
    {
        Claim("a");
        Assert.Equal(1_200, Claim("a", after: 1_200));
    }

    [Fact]
    public void After_a_long_rest_the_first_claim_forgets_the_others()
    {
        Claim("a");
        Claim("b", after: 1_201);
        Assert.Equal(0, Claim("a"));
    }

    /// <summary>Claims the document after some seconds. Returns the seconds since its first claim.</summary>
    private double Claim(string id, int after = 0)
    {
        _time.Advance(TimeSpan.FromSeconds(after));
        return _history.Claimed(Letter.LeftBehind(id, messages: 1, Now)).TotalSeconds;
    }
}
