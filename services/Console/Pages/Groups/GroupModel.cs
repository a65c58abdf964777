using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Accounts;

namespace Scim.Bus.Console.Pages.Groups;

/// <summary>One Access Group.</summary>
public sealed record GroupModel
{
    /// <summary>The group as it is.</summary>
    public required AccessGroup Group { get; init; }

    /// <summary>Its settings as the form shows them: permissions, visibilities and notifications.</summary>
    public required IReadOnlyList<NameChoices> Lists { get; init; }

    /// <summary>The settings that the form began with, as its field has them.</summary>
    public required string Before { get; init; }

    /// <summary>What the form may be filled in from.</summary>
    public required GroupSources Sources { get; init; }

    /// <summary>A page of its members; null if there is none.</summary>
    public required AccountList? Members { get; init; }

    /// <summary>Why there is none; null if there is.</summary>
    public required string? MembersProblem { get; init; }

    /// <summary>True if the form is shown again, with what was typed.</summary>
    public bool IsRefused { get; init; }
}
