using Scim.Bus.Console.Clients;
using Scim.Bus.Contracts;

namespace Scim.Bus.Console.Pages.Settings;

/// <summary>The settings of a tenant.</summary>
/// <param name="Form">What the form shows.</param>
/// <param name="Before">The settings that the form began with, as its hidden field has them.</param>
/// <param name="Groups">The Access Groups to choose from.</param>
/// <param name="GroupsProblem">Why there are none to choose from; null if there are.</param>
/// <param name="IsRefused">True if the form is shown again, with what was typed.</param>
public sealed record SettingsModel(
    SettingsForm Form, string Before, IReadOnlyList<AccessGroup> Groups, string? GroupsProblem, bool IsRefused)
{
    /// <summary>
    /// Groups to choose from. One that is selected but missing stays until an admin deselects it, because it may come back.
    /// </summary>
    public IEnumerable<(GroupId Id, string Name)> Offered => Groups
        .Select(group => (group.Id, group.DisplayName))
        .Concat((Form.GroupsToSync ?? [])
            .Where(id => Groups.All(group => group.Id != id))
            .Select(id => (id, $"{id} (deleted or not yet known)")));
}
