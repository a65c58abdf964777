namespace Scim.Bus.Contracts.Internal;

/// <summary>Answer to <see cref="ReadDirectory"/>: a page of users.</summary>
public sealed record DirectoryPage
{
    /// <summary>The users, without deleted ones.</summary>
    public required IReadOnlyList<DirectoryUser> Users { get; init; }

    /// <summary>Whether there may be more users after the last one.</summary>
    public required bool HasMore { get; init; }
}
