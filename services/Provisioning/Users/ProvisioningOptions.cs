using System.ComponentModel.DataAnnotations;
using Scim.Bus.ServiceDefaults.Settings;

namespace Scim.Bus.Provisioning.Users;

/// <summary>How patient provisioning is (section <c>Provisioning</c> of the configuration).</summary>
internal sealed class ProvisioningOptions
{
    public const string Section = "Provisioning";

    /// <summary>How long an answer is awaited before a command is sent again. Twice as long each time after.</summary>
    [Duration]
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait after a refusal that may pass by itself. Twice as long each time after.</summary>
    [Duration]
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two attempts.</summary>
    [Duration]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often something that is refused is tried before it is given up.</summary>
    [Range(1, 1_000)]
    public int MaxAttempts { get; set; } = 10;

    /// <summary>How often the directory is compared with the accounts.</summary>
    [Duration]
    public TimeSpan DriftEvery { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long to wait before a person is told that they lost their access: a move that comes as remove and add is one move.</summary>
    [Duration(AllowZero = true)]
    public TimeSpan RemovalGrace { get; set; } = TimeSpan.FromSeconds(5);
}
