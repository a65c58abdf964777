namespace Scim.Bus.Provisioning.Users;

/// <summary>Outcome of a decision: each is a state of the machine.</summary>
internal enum Course
{
    /// <summary>A membership of the user is known, but no profile yet.</summary>
    AwaitingProfile,

    /// <summary>There are changes to apply, but the tenant's automatic sync is off.</summary>
    OnHold,

    /// <summary>Applying changes to the account.</summary>
    ApplyingAccount,

    /// <summary>Applying the permissions of the Access Group to the account.</summary>
    ApplyingAccess,

    /// <summary>The account is in the desired state.</summary>
    InSync,

    /// <summary>There is no account, and none is desired.</summary>
    Deprovisioned,

    /// <summary>A command was refused for good, or too often.</summary>
    Faulted,
}
