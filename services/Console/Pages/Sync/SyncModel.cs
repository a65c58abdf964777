using Scim.Bus.Console.Clients;

namespace Scim.Bus.Console.Pages.Sync;

/// <summary>Manual sync, users whose account does not follow the directory, and drift.</summary>
public sealed record SyncModel
{
    /// <summary>What the lists have.</summary>
    public required SyncQuery Query { get; init; }

    /// <summary>Whether more people may match the search than the lists were searched for.</summary>
    public bool HasMoreMatches { get; init; }

    /// <summary>Whether pushes are applied at once; null if the ingress is away.</summary>
    public required bool? IsAutomatic { get; init; }

    /// <summary>Whether manual edits are to be overwritten.</summary>
    public bool Force { get; init; }

    /// <summary>What a sync would change; null if nobody asked.</summary>
    public SyncChanges? Preview { get; init; }

    /// <summary>The sync that is followed; null if there is none.</summary>
    public SyncProgress? Run { get; init; }

    /// <summary>Users in state Failed; null if only other states are listed.</summary>
    public required SagaList? Failed { get; init; }

    /// <summary>Users who wait; null if only other states are listed.</summary>
    public required SagaList? Waiting { get; init; }

    public required DriftModel Drift { get; init; }
}

/// <summary>A page of the users whose sagas are in certain states.</summary>
/// <param name="Caption">Name of the list.</param>
/// <param name="Sagas">The sagas, with the users' names where they are known.</param>
/// <param name="First">Address of the first page; null on it.</param>
/// <param name="Next">Address of the next page; null on the last one.</param>
public sealed record SagaList(string Caption, IReadOnlyList<(Saga Saga, string? Name)> Sagas, string? First, string? Next);

/// <summary>The last comparison of directory and accounts.</summary>
/// <param name="Report">What it found.</param>
/// <param name="IsRunning">Whether one is running that somebody waits for.</param>
/// <param name="After">When the comparison before the running one ended, as its address has it.</param>
/// <param name="Items">A page of the accounts that differ, with the users' names where they are known.</param>
/// <param name="First">Address of the first page; null on it.</param>
/// <param name="Next">Address of the next page; null on the last one.</param>
public sealed record DriftModel(
    DriftReport Report,
    bool IsRunning,
    string After,
    IReadOnlyList<(DriftItem Item, string? Name)> Items,
    string? First,
    string? Next);
