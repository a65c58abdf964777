using Scim.Bus.Console.Clients;

namespace Scim.Bus.Console.Pages.Groups;

/// <summary>A page of the Access Groups.</summary>
/// <param name="Groups">The groups of the page, in their order.</param>
/// <param name="Query">Which groups are listed.</param>
/// <param name="Count">Number of all groups.</param>
/// <param name="Unconfigured">Number of all groups that an admin has to configure.</param>
/// <param name="First">Address of the first page; null on it.</param>
/// <param name="Next">Address of the next page; null on the last one.</param>
public sealed record GroupListModel(
    IReadOnlyList<AccessGroup> Groups, GroupQuery Query, int Count, int Unconfigured, string? First, string? Next);
