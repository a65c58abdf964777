namespace Scim.Bus.Provisioning.Users;

/// <summary>The states of <see cref="UserProvisioningStateMachine"/>, by the same names: what a reconciliation leads to.</summary>
internal enum UserState
{
    /// <summary>A membership of the user is known, but no profile yet.</summary>
    AwaitingProfile,

    /// <summary>There are changes to apply, but the tenant's automatic sync is off.</summary>
    OnHold,

    /// <summary>Applying changes to the account and its access: Accounts has not confirmed them yet.</summary>
    Applying,

    /// <summary>The account is in the desired state.</summary>
    InSync,

    /// <summary>There is no account, and none is desired.</summary>
    Deprovisioned,

    /// <summary>A command was refused permanently, or too often.</summary>
    Faulted,
}
