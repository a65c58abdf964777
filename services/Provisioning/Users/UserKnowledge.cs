using System.Text.Json.Serialization;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;

namespace Scim.Bus.Provisioning.Users;

/// <summary>What the directory says of a user's attributes.</summary>
internal sealed record ProfileFacet
{
    /// <summary>The user's version at which it became so.</summary>
    public required long Version { get; init; }

    public required UserProfile Profile { get; init; }

    public required IReadOnlyDictionary<string, long> ChangedAt { get; init; }

    public required bool Active { get; init; }

    public bool Deleted { get; init; }

    public static ProfileFacet From(DirectoryUser user) =>
        new() { Version = user.Version, Profile = user.Profile, ChangedAt = user.ChangedAt, Active = user.Active };
}

/// <summary>What the directory says of a user's groups.</summary>
internal sealed record AssignmentFacet
{
    /// <summary>The user's version at which it became so.</summary>
    public required long Version { get; init; }

    /// <summary>The effective group; null for none.</summary>
    public GroupId? Group { get; init; }

    public static AssignmentFacet From(DirectoryUser user) => new() { Version = user.AssignmentVersion, Group = user.EffectiveGroup };
}

/// <summary>What is wanted for a user.</summary>
internal sealed record Goal
{
    public static Goal None { get; } = new();

    /// <summary>Generation of the desired state. Consumers ignore commands of an older generation.</summary>
    public long Generation { get; init; }

    /// <summary>Whether there is to be an account.</summary>
    public bool Exists { get; init; }

    /// <summary>Whether the person may log in.</summary>
    public bool Active { get; init; }

    public GroupId? Group { get; init; }

    /// <summary>The version at which the last of the attributes that accounts have changed.</summary>
    public long AttributesVersion { get; init; }

    /// <summary>Whether edits by hand give way.</summary>
    public bool OverwriteAll { get; init; }

    /// <summary>The goal with the generation of the one before it.</summary>
    public Goal After(Goal before) => this with { Generation = before.Generation, OverwriteAll = before.OverwriteAll };

    /// <summary>True if both goals want the same, whatever their generations.</summary>
    public bool WantsTheSameAs(Goal other) => After(other) == other;
}

/// <summary>What was confirmed to be so.</summary>
internal sealed record Confirmation
{
    public static Confirmation None { get; } = new();

    /// <summary>What is known if nothing that was confirmed counts any more: no command is taken for answered.</summary>
    public static Confirmation Doubted { get; } = new() { AccountGeneration = -1, AccessGeneration = -1 };

    public bool Exists { get; init; }

    public bool Active { get; init; }

    public long AttributesVersion { get; init; }

    public GroupId? Group { get; init; }

    /// <summary>The group's name, for mails.</summary>
    public string? GroupName { get; init; }

    /// <summary>Generation of the last answered command about the account.</summary>
    public long AccountGeneration { get; init; }

    /// <summary>Generation of the last answered command about its access.</summary>
    public long AccessGeneration { get; init; }

    /// <summary>Whether the account is as it is wanted. While a command is unanswered nobody knows what the account is.</summary>
    public bool HasAccountOf(Goal goal, Sent sent) => AccountGeneration == sent.Account.Generation
        && Exists == goal.Exists
        && (!Exists || (Active == goal.Active && AttributesVersion == goal.AttributesVersion));

    /// <summary>Whether the user has the access that is wanted: none if there is to be no account.</summary>
    public bool HasAccessOf(Goal goal, Sent sent) => AccessGeneration == sent.Access.Generation && Group == goal.Group;
}

/// <summary>What the last command of each kind asked for: what its answer confirms, whatever is wanted by then.</summary>
/// <param name="Account">Of the last command about the account.</param>
/// <param name="Access">Of the last command about its access.</param>
internal sealed record Sent(Goal Account, Goal Access)
{
    public static Sent Nothing { get; } = new(Goal.None, Goal.None);
}

/// <summary>A command that an answer is awaited to.</summary>
/// <param name="Step">The step that it does.</param>
/// <param name="Generation">Generation of the goal.</param>
/// <param name="Attempts">How many times it was sent.</param>
/// <param name="RepeatAt">When it is sent again.</param>
/// <param name="IsRefused">Whether it was answered, by a refusal that may pass.</param>
internal sealed record Command(Step Step, long Generation, int Attempts, DateTimeOffset RepeatAt, bool IsRefused = false);

/// <summary>Why it was given up.</summary>
/// <param name="Generation">Generation of the goal that was given up: a newer one is tried again.</param>
/// <param name="Step">The step that failed.</param>
/// <param name="Reason">Why, for people to read.</param>
/// <param name="Attempts">How many times it was tried.</param>
internal sealed record Fault(long Generation, Step Step, string Reason, int Attempts);

/// <summary>A sync that is for this user, or was.</summary>
/// <param name="Id">The run.</param>
/// <param name="Force">Whether edits by hand give way.</param>
/// <param name="IsPending">Whether the saga has still to begin anew for it.</param>
internal sealed record SyncMark(Guid Id, bool Force, bool IsPending);

/// <summary>What the person was told, so that they are told what changed since.</summary>
internal sealed record Told
{
    public static Told Nothing { get; } = new();

    /// <summary>Whether the person was ever welcomed.</summary>
    public bool Welcomed { get; init; }

    /// <summary>Whether the person takes themselves to be let in.</summary>
    public bool Active { get; init; }

    /// <summary>The group that the person takes themselves to be in.</summary>
    public GroupId? Group { get; init; }

    /// <summary>The group whose permissions the person was told to have lost; null once they were told otherwise.</summary>
    public GroupId? Lost { get; init; }
}

/// <summary>A step towards the goal.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Step>))]
internal enum Step
{
    /// <summary>The account is made what is wanted.</summary>
    Account,

    /// <summary>The account gets the permissions of its Access Group.</summary>
    Access,
}
