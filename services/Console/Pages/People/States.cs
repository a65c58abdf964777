namespace Scim.Bus.Console.Pages.People;

/// <summary>A state of a user's saga, for people to read.</summary>
/// <param name="Tone">Tone of its badge.</param>
/// <param name="Title">A word or two.</param>
/// <param name="Text">What it means.</param>
public sealed record StateText(string Tone, string Title, string Text);

/// <summary>The states of users' sagas.</summary>
public static class States
{
    public const string AwaitingProfile = "AwaitingProfile";
    public const string OnHold = "OnHold";
    public const string Applying = "Applying";
    public const string InSync = "InSync";
    public const string Deprovisioned = "Deprovisioned";
    public const string Faulted = "Faulted";

    /// <summary>States in which the desired state is not computed from the newest push, so that a comparison would mislead.</summary>
    public static bool IsIncomparable(string state) => state is AwaitingProfile or OnHold;

    public static StateText Of(string state) => state switch
    {
        AwaitingProfile => new(
            "warning", "Not sent yet", "The identity provider added this user to a group but has not sent the user yet."),
        OnHold => new(
            "warning",
            "On hold",
            "Automatic sync was off when the last push arrived. The push was stored, and will be applied by the next sync or when "
            + "automatic sync is turned on."),
        Applying => new("info", "In progress", "The account and its access are being updated."),
        InSync => new("ok", "In sync", "The account matches the identity provider."),
        Deprovisioned => new("neutral", "No account", "This user has no account and should not have one."),
        Faulted => new("error", "Failed", "The account does not match the identity provider, because a change failed."),
        _ => new("neutral", state, ""),
    };
}
