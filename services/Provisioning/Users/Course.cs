namespace Scim.Bus.Provisioning.Users;

/// <summary>Where a saga stands after it decided what to do: each is a state of the machine.</summary>
internal enum Course
{
    /// <summary>Of the user only groups are known.</summary>
    Awaiting,

    /// <summary>The tenant's automatic sync is off and something would be to do.</summary>
    Held,

    /// <summary>The account is being made what is wanted.</summary>
    ApplyingAccount,

    /// <summary>The account is getting its permissions.</summary>
    ApplyingAccess,

    /// <summary>Everything is as it is wanted.</summary>
    Settled,

    /// <summary>There is no account, and none is wanted.</summary>
    Gone,

    /// <summary>It was given up.</summary>
    Faulted,
}
