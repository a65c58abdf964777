using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Log;
using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Pages.People;

/// <summary>One person: why they have access or not, and everything that is known about them.</summary>
public sealed record PersonModel
{
    public required KnownOfPerson Known { get; init; }

    public required Diagnosis Diagnosis { get; init; }

    /// <summary>What is said, wanted and there; empty for an account that is managed by hand.</summary>
    public IReadOnlyList<ComparedRow> Comparison { get; init; } = [];

    /// <summary>The user of the directory; null for an account that is managed by hand.</summary>
    public UserId? User { get; init; }

    /// <summary>The account that a failure names, so that its link can say whose it is.</summary>
    public Account? NamedAccount { get; init; }

    /// <summary>The person's part of the provisioning log; null if it can't be read.</summary>
    public LogModel? Log { get; init; }

    /// <summary>The last requests about the person; empty for an account that is managed by hand, and if they can't be read.</summary>
    public IReadOnlyList<ScimRequest> Requests { get; init; } = [];

    /// <summary>Why parts of the page are missing.</summary>
    public required IReadOnlyList<string> Problems { get; init; }
}
