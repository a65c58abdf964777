using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;
using Scim.Bus.Provisioning.Users;

namespace Scim.Bus.Provisioning.Api;

/// <summary>A user's saga as the admin API shows it.</summary>
internal sealed record SagaView
{
    public required UserId UserId { get; init; }

    public required string State { get; init; }

    /// <summary>What is wanted.</summary>
    public required Goal Goal { get; init; }

    /// <summary>What was confirmed.</summary>
    public required Confirmation Confirmed { get; init; }

    /// <summary>Why it was given up; null if it was not.</summary>
    public Fault? Fault { get; init; }

    /// <summary>When the permissions of the group that the user has left are taken away; null if none are kept so.</summary>
    public DateTimeOffset? LosesAccessAt { get; init; }

    /// <summary>The version of the profile, and of the assignment, that the directory last told of.</summary>
    public long ProfileVersion { get; init; }

    public long AssignmentVersion { get; init; }

    public static SagaView Of(Document<UserSaga> document)
    {
        var saga = document.Body;
        return new SagaView
        {
            UserId = saga.User,
            State = saga.CurrentState,
            Goal = saga.Goal,
            Confirmed = saga.Confirmed,
            Fault = saga.Fault,
            LosesAccessAt = saga.LoseAt,
            ProfileVersion = saga.Profile?.Version ?? 0,
            AssignmentVersion = saga.Assignment?.Version ?? 0,
        };
    }
}
