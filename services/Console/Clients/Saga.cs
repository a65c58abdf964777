using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Clients;

/// <summary>The saga of a user, as the admin API returns it.</summary>
public sealed record Saga
{
    public UserId UserId { get; init; }

    public required string State { get; init; }

    public AccountState Desired { get; init; } = new();

    public AccountState Observed { get; init; } = new();

    public SagaFault? Fault { get; init; }

    /// <summary>The command that waits for an answer; null if none does.</summary>
    public OutstandingCommand? Outstanding { get; init; }

    public DateTimeOffset? RevokeAccessAt { get; init; }

    public DateTimeOffset? NotifyAt { get; init; }

    /// <summary>The attributes that the account gets, as far as they overwrite what it has; null if no profile has come.</summary>
    public PersonAttributes? Attributes { get; init; }

    /// <summary>Names of the account's fields that are overwritten, also if they were edited by hand.</summary>
    public IReadOnlyList<string> Overwrites { get; init; } = [];
}

/// <summary>What is desired of an account, or what it is.</summary>
public sealed record AccountState
{
    public bool Exists { get; init; }

    public bool Active { get; init; }

    public GroupId? Group { get; init; }

    public long AttributesVersion { get; init; }
}

/// <summary>Why a saga has given up, and when it tries once more; never by itself if that is null.</summary>
public sealed record SagaFault(string Reason, int Attempts, DateTimeOffset? LookAgainAt = null);

/// <summary>A command that waits for an answer.</summary>
/// <param name="Attempts">How many times it was sent.</param>
/// <param name="RepeatAt">When it is sent again, UTC.</param>
/// <param name="IsRefused">Whether the last attempt was refused for a reason that may pass.</param>
public sealed record OutstandingCommand(int Attempts, DateTimeOffset RepeatAt, bool IsRefused);

/// <summary>How many users are in which state.</summary>
public sealed record SagaCounts(long InSync, long Applying, long OnHold, long AwaitingProfile, long Faulted, long Deprovisioned);
