using System.ComponentModel.DataAnnotations;
using Scim.Bus.ServiceDefaults.Settings;

namespace Scim.Bus.Provisioning.Users;

/// <summary>Time-outs and limits of provisioning (section <c>Provisioning</c> of the configuration).</summary>
internal sealed class ProvisioningOptions
{
    public const string Section = "Provisioning";

    /// <summary>Time after which an unanswered command is sent again. Doubled after each attempt.</summary>
    [Duration]
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Time after which a transiently refused command is sent again. Doubled after each attempt.</summary>
    [Duration]
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest time between two attempts.</summary>
    [Duration]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Number of refused attempts after which a saga faults.</summary>
    [Range(1, 1_000)]
    public int MaxAttempts { get; set; } = 10;

    /// <summary>
    /// How long directory and accounts are compared before a request for a sync is answered. What is not compared by then is missing in the
    /// answer, and not in the sync. The Console waits for a minute.
    /// </summary>
    [Duration(AllowZero = true)]
    public TimeSpan CompareSyncFor { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Time between two comparisons of the directory with the accounts.</summary>
    [Duration]
    public TimeSpan DriftEvery { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// Time between a loss of access and the mail about it, unless the tenant sets its own: a removal and an addition within it are one
    /// move.
    /// </summary>
    [Duration(AllowZero = true)]
    public TimeSpan RemovalGrace { get; set; } = TimeSpan.FromSeconds(5);
}
