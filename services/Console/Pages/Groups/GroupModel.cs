using Scim.Bus.Console.Clients;
using Scim.Bus.Console.Pages.Accounts;

namespace Scim.Bus.Console.Pages.Groups;

/// <summary>One Access Group.</summary>
/// <param name="Group">The group as it is.</param>
/// <param name="Form">Its settings as the form shows them.</param>
/// <param name="Members">A page of its members.</param>
/// <param name="MembersProblem">Why there is none; null if there is.</param>
/// <param name="IsRefused">True if the form is shown again, with what was typed.</param>
public sealed record GroupModel(
    AccessGroup Group, GroupForm Form, AccountList? Members, string? MembersProblem, bool IsRefused);

/// <summary>Settings of an Access Group as the form has them: names, each in a line of its own.</summary>
public sealed record GroupForm(IReadOnlyList<string> Permissions, IReadOnlyList<string> Visibilities, IReadOnlyList<string> Notifications);
