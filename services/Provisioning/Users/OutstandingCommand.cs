namespace Scim.Bus.Provisioning.Users;

/// <summary>A command that has not been confirmed yet.</summary>
/// <param name="Generation">Generation of the desired state that it asks for.</param>
/// <param name="Attempts">How many times it was sent.</param>
/// <param name="RepeatAt">When it is sent again, UTC.</param>
internal sealed record OutstandingCommand(long Generation, int Attempts, DateTimeOffset RepeatAt)
{
    /// <summary>Whether its last attempt was refused for a reason that may pass.</summary>
    public bool IsRefused { get; init; }

    /// <summary>A refusal that is still to be decided about; null for none.</summary>
    public Refusal? Refusal { get; init; }
}
