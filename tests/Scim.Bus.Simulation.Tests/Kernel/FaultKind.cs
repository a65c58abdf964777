namespace Scim.Bus.Simulation.Tests.Kernel;

/// <summary>What can befall a step, or a process.</summary>
internal enum FaultKind
{
    None,

    /// <summary>The store does not answer; nothing was written.</summary>
    StoreAway,

    /// <summary>The store does not answer, but the write was done.</summary>
    WriteUnknown,

    /// <summary>Another writer was faster.</summary>
    WriteConflict,

    /// <summary>No space is left: reads work, writes do not.</summary>
    DiskFull,

    /// <summary>The broker can't be reached: nothing is published or delivered.</summary>
    BrokerAway,

    /// <summary>One publish fails, and the message is not sent.</summary>
    PublishFailed,

    /// <summary>One publish fails, but the message was sent.</summary>
    ConfirmLost,

    /// <summary>A message arrives twice.</summary>
    Duplicated,

    /// <summary>A message arrives minutes later.</summary>
    Delayed,

    /// <summary>A process dies, and another one starts.</summary>
    Crash,

    /// <summary>A process stands still for longer than its leases.</summary>
    Paused,

    /// <summary>The clock of a process jumps by up to an hour.</summary>
    ClockJump,

    /// <summary>An outbox begins with an entry that an older build wrote.</summary>
    UnknownEntry,

    /// <summary>The mail server breaks off, before or after it took the mail.</summary>
    MailCut,

    /// <summary>The mail server asks to try later.</summary>
    MailRefused,

    /// <summary>The identity provider hangs up and sends the request again.</summary>
    HungUp,
}
