using Scim.Bus.Console.Clients;

namespace Scim.Bus.Console.Pages.People;

/// <summary>What happens next about a person.</summary>
/// <param name="Text">A sentence; if there is a time, it ends with it.</param>
/// <param name="At">When, UTC; null if no time is set.</param>
public sealed record NextStep(string Text, DateTimeOffset? At = null)
{
    /// <summary>What happens next, by a user's saga.</summary>
    public static IReadOnlyList<NextStep> Of(Saga saga) => [.. OfState(saga), .. OfTimers(saga)];

    private static IEnumerable<NextStep> OfState(Saga saga)
    {
        switch (saga.State)
        {
            case States.Applying when saga.Outstanding is { IsRefused: true } refused:
                yield return new NextStep($"Attempt {refused.Attempts} was refused. The next one is at", refused.RepeatAt);
                break;
            case States.Applying when saga.Outstanding is { } command:
                var asked = command.Attempts == 1 ? "once" : $"{command.Attempts} times";
                yield return new NextStep(
                    $"Accounts was asked {asked} to change the account. Without an answer it is asked again at", command.RepeatAt);
                break;
            case States.Applying:
                yield return new NextStep("Accounts is asked to change the account.");
                break;
            case States.Faulted when saga.Fault?.LookAgainAt is { } again:
                yield return new NextStep("It is tried again every six hours, as the reason may have passed; the next time at", again);
                break;
            case States.Faulted:
                yield return new NextStep("It is not tried again by itself. Remove the reason, then choose Retry.");
                break;
            case States.OnHold:
                yield return new NextStep("Nothing, until somebody starts a sync or turns automatic sync on.");
                break;
            case States.AwaitingProfile:
                yield return new NextStep("The account is created once the identity provider sends the user.");
                break;
            default:
                if (saga is { RevokeAccessAt: not null } or { NotifyAt: not null })
                    break;
                yield return new NextStep("Nothing, until the identity provider sends a change.");
                break;
        }
    }

    private static IEnumerable<NextStep> OfTimers(Saga saga)
    {
        if (saga.RevokeAccessAt is { } revoke)
            yield return new NextStep("Unless they join another group before, their access ends at", revoke);
        if (saga.NotifyAt is { } notify)
            yield return new NextStep("Unless their access is restored before, they are told that they lost it at", notify);
    }
}
