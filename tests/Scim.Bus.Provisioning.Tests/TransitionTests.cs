using System.Globalization;
using Scim.Bus.Provisioning.Users;
using Scim.Bus.Testing;
using static Scim.Bus.Provisioning.Users.UserState;

namespace Scim.Bus.Provisioning.Tests;

/// <summary>
/// Each transition of the state machine, made by the real machine. The diagram in the documentation is drawn from them (update it with
/// <c>UPDATE_DOCS=1</c>), and random histories make no other.
/// </summary>
public sealed class TransitionTests
{
    private const string Begin = "```mermaid\n";
    private const string End = "```\n";

    private static readonly int Histories = TestSize.Choose("SCIMBUS_SAGA_HISTORIES", ordinary: 1_000, full: 40_000);

    private static readonly string Diagram = RepositoryRoot.PathTo("docs", "saga.md");

    /// <summary>
    /// For each transition: from a state (null before there is a saga), the way there, the message, and the state after it.
    /// </summary>
    private static readonly (UserState? From, Action<Scene> Given, Action<Scene> When, UserState To)[] Cases =
    [
        (null, _ => { }, s => s.JoinA(), AwaitingProfile),
        (null, _ => { }, s => s.Create(), Applying),
        (null, _ => { }, s => s.Rename(), Applying),
        (null, _ => { }, s => s.Deactivate(), Applying),
        (null, _ => { }, s => s.Sync(), Applying),
        (null, s => s.SyncOff(), s => s.Create(), OnHold),
        (null, s => s.SyncOff(), s => s.Rename(), OnHold),
        (null, s => s.SyncOff(), s => s.Deactivate(), OnHold),
        (null, s => s.SyncOn(Scene.A), s => s.Create(), Deprovisioned),
        (null, s => s.SyncOn(Scene.A), s => s.Rename(), Deprovisioned),
        (null, _ => { }, s => s.Delete(), Deprovisioned),
        (AwaitingProfile, s => s.JoinA(), s => s.Create(), Applying),
        (AwaitingProfile, s => s.JoinA(), s => s.Rename(), Applying),
        (AwaitingProfile, s => s.JoinA(), s => s.Deactivate(), Applying),
        (AwaitingProfile, s => s.JoinA(), s => s.Sync(), Applying),
        (AwaitingProfile, s => s.SyncOff().JoinA(), s => s.Create(), OnHold),
        (AwaitingProfile, s => s.SyncOff().JoinA(), s => s.Rename(), OnHold),
        (AwaitingProfile, s => s.SyncOff().JoinA(), s => s.Deactivate(), OnHold),
        (AwaitingProfile, s => s.SyncOn(Scene.A).JoinB(), s => s.Create(), Deprovisioned),
        (AwaitingProfile, s => s.SyncOn(Scene.A).JoinB(), s => s.Rename(), Deprovisioned),
        (AwaitingProfile, s => s.JoinA(), s => s.Delete(), Deprovisioned),
        (OnHold, s => s.SyncOff().Create().SyncOn(), s => s.Wake(), Applying),
        (OnHold, s => s.SyncOff().Create(), s => s.Sync(), Applying),
        (OnHold, s => s.Create().JoinA().Answer().SyncOff().JoinB(), s => s.JoinA(), InSync),
        (OnHold, s => s.Create().Answer().SyncOff().Deactivate(), s => s.Reactivate(), InSync),
        (OnHold, s => s.Create().JoinA().Answer().SyncOff(Scene.B).Wake().SyncOff(), s => s.Wake(), InSync),
        (OnHold, s => s.Create().Deactivate().Answer().SyncOff().Reactivate(), s => s.Deactivate(), InSync),
        (OnHold, s => s.SyncOn(Scene.A).Create().SyncOff(Scene.A).JoinA(), s => s.Leave(), Deprovisioned),
        (OnHold, s => s.SyncOn(Scene.A).Create().SyncOff().Wake().SyncOff(Scene.A), s => s.Wake(), Deprovisioned),
        (OnHold, s => s.Create().JoinA().Refuse().SyncOff().JoinB(), s => s.JoinA(), Faulted),
        (OnHold, s => s.Create().JoinA().Refuse().SyncOff(Scene.B).Wake().SyncOff(), s => s.Wake(), Faulted),
        (OnHold, s => s.Create().Refuse().SyncOff().Deactivate(), s => s.Reactivate(), Faulted),
        (OnHold, s => s.Create().Deactivate().Refuse().SyncOff().Reactivate(), s => s.Deactivate(), Faulted),
        (Applying, s => s.Create(), s => s.Answer(), InSync),
        (Applying, s => s.Create().Answer().Delete(), s => s.Answer(), Deprovisioned),
        (Applying, s => s.SyncOff().Create().Sync().Rename(), s => s.Answer(), OnHold),
        (Applying, s => s.SyncOff().Create().Sync().Rename(), s => s.Refuse(), OnHold),
        (Applying, s => s.Create(), s => s.Refuse(), Faulted),
        (InSync, s => s.Create().Answer(), s => s.Rename(), Applying),
        (InSync, s => s.Create().Answer(), s => s.Deactivate(), Applying),
        (InSync, s => s.Create().Deactivate().Answer(), s => s.Reactivate(), Applying),
        (InSync, s => s.Create().Answer(), s => s.JoinA(), Applying),
        (InSync, s => s.Create().Answer(), s => s.Sync(), Applying),
        (InSync, s => s.Create().JoinA().Answer().SyncOn(Scene.B), s => s.Wake(), Applying),
        (InSync, s => s.Create().Answer().SyncOff(), s => s.Rename(), OnHold),
        (InSync, s => s.Create().Answer().SyncOff(), s => s.Deactivate(), OnHold),
        (InSync, s => s.Create().Deactivate().Answer().SyncOff(), s => s.Reactivate(), OnHold),
        (InSync, s => s.Create().Answer().SyncOff(), s => s.JoinA(), OnHold),
        (InSync, s => s.Create().JoinA().Answer().SyncOff(Scene.B), s => s.Wake(), OnHold),
        (Deprovisioned, s => s.SyncOn(Scene.A).Create(), s => s.JoinA(), Applying),
        (Deprovisioned, s => s.SyncOn(Scene.A).Create(), s => s.Sync(), Applying),
        (Deprovisioned, s => s.SyncOn(Scene.A).Create().SyncOn(), s => s.Wake(), Applying),
        (Deprovisioned, s => s.SyncOn(Scene.A).Create().SyncOff(Scene.A), s => s.JoinA(), OnHold),
        (Deprovisioned, s => s.SyncOn(Scene.A).Create().SyncOff(), s => s.Wake(), OnHold),
        (Deprovisioned, s => s.SyncOn(Scene.A).Create().SyncOff(Scene.A), s => s.Rename(), OnHold),
        (Deprovisioned, s => s.SyncGone().Answer(), s => s.Create(), Applying),
        (Deprovisioned, s => s.SyncGone().Answer(), s => s.Rename(), Applying),
        (Deprovisioned, s => s.SyncGone().Answer(), s => s.Deactivate(), Applying),
        (Deprovisioned, s => s.SyncGone().Answer().SyncOff(), s => s.Create(), OnHold),
        (Deprovisioned, s => s.SyncGone().Answer().SyncOff(), s => s.Deactivate(), OnHold),
        (Faulted, s => s.Create().Refuse(), s => s.Rename(), Applying),
        (Faulted, s => s.Create().Refuse(), s => s.Deactivate(), Applying),
        (Faulted, s => s.Create().Deactivate().Refuse(), s => s.Reactivate(), Applying),
        (Faulted, s => s.Create().Refuse(), s => s.JoinA(), Applying),
        (Faulted, s => s.Create().Refuse(), s => s.Sync(), Applying),
        (Faulted, s => s.Create().Refuse(), s => s.Retry(), Applying),
        (Faulted, s => s.Create().JoinA().Refuse().SyncOn(Scene.B), s => s.Wake(), Applying),
        (Faulted, s => s.Create().Refuse(), s => s.Answer(), InSync),
        (Faulted, s => s.Create().Answer().Delete().Refuse(), s => s.Answer(), Deprovisioned),
        (Faulted, s => s.Create().Refuse().SyncOff(), s => s.Rename(), OnHold),
        (Faulted, s => s.Create().Refuse().SyncOff(), s => s.Deactivate(), OnHold),
        (Faulted, s => s.Create().Deactivate().Refuse().SyncOff(), s => s.Reactivate(), OnHold),
        (Faulted, s => s.Create().Refuse().SyncOff(), s => s.JoinA(), OnHold),
        (Faulted, s => s.Create().JoinA().Refuse().SyncOff(Scene.B), s => s.Wake(), OnHold),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Cases.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    [Trait("Takes", "Seconds")]
    public void A_message_makes_one_transition(int number)
    {
        var made = Make(Cases[number]);
        Assert.Equal((Cases[number].From, Cases[number].To), (made.From, made.To));
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public void The_diagram_in_the_documentation_has_these_transitions()
    {
        var text = File.ReadAllText(Diagram);
        var start = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = text.IndexOf(End, start, StringComparison.Ordinal);
        var drawn = Draw(Cases.Select(Make));
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            File.WriteAllText(Diagram, text[..start] + drawn + text[end..]);
        else
            Assert.Equal(text[start..end], drawn);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public void Random_histories_make_no_other_transition()
    {
        var known = Cases.Select(Make).ToHashSet();
        var unknown = new HashSet<Transition>();
        for (var seed = 0; seed < Histories; seed++)
            unknown.UnionWith(RandomHistory.Play(new Random(seed)).Except(known));
        Assert.True(unknown.Count == 0, string.Join('\n', unknown.Select(step => step.ToString()).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Every_state_is_reached() =>
        Assert.Equal(Enum.GetValues<UserState>().Order(), Cases.Select(transition => transition.To).Distinct().Order());

    /// <summary>Plays a case, and returns the transition that the machine's observer saw.</summary>
    private static Transition Make((UserState? From, Action<Scene> Given, Action<Scene> When, UserState To) transition)
    {
        var scene = new Scene();
        transition.Given(scene);
        scene.World.Transitions.Clear();
        transition.When(scene);
        return Assert.Single(scene.World.Transitions);
    }

    private static string Draw(IEnumerable<Transition> transitions)
    {
        var lines = transitions
            .GroupBy(transition => (transition.From, transition.To))
            .OrderBy(edge => edge.Key.From).ThenBy(edge => edge.Key.To)
            .Select(edge => string.Create(
                CultureInfo.InvariantCulture,
                $"    {edge.Key.From?.ToString() ?? "[*]"} --> {edge.Key.To}: {Labels(edge.Select(transition => transition.On))}\n"));
        return $"stateDiagram-v2\n{string.Concat(lines)}";

        static string Labels(IEnumerable<string> messages) => string.Join("<br>", messages.Distinct().Order(StringComparer.Ordinal));
    }
}
