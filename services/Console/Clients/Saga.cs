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

    public DateTimeOffset? RevokeAccessAt { get; init; }
}

/// <summary>What is desired of an account, or what it is.</summary>
public sealed record AccountState
{
    public bool Exists { get; init; }

    public bool Active { get; init; }

    public GroupId? Group { get; init; }

    public long AttributesVersion { get; init; }
}

/// <summary>Why a saga has given up.</summary>
public sealed record SagaFault(string Reason, int Attempts);
