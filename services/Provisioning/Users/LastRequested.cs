namespace Scim.Bus.Provisioning.Users;

/// <summary>
/// The desired states that the last command of each kind asked for. An answer confirms these, even if something else is desired by then.
/// </summary>
/// <param name="Account">Of the last command about the account.</param>
/// <param name="Access">Of the last command about the account's access.</param>
internal sealed record LastRequested(DesiredState Account, DesiredState Access)
{
    public static LastRequested Nothing { get; } = new(DesiredState.None, DesiredState.None);
}
