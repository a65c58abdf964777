namespace Scim.Bus.Provisioning.Users;

/// <summary>A command that has not been confirmed yet.</summary>
/// <param name="Step">The step that it carries out.</param>
/// <param name="Generation">Generation of the desired state that it asks for.</param>
/// <param name="Attempts">How many times it was sent.</param>
/// <param name="RepeatAt">When it is sent again, UTC.</param>
/// <param name="IsRefused">Whether its last attempt was refused for a reason that may pass.</param>
internal sealed record OutstandingCommand(Step Step, long Generation, int Attempts, DateTimeOffset RepeatAt, bool IsRefused = false);
