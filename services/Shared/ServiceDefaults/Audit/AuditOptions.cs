using System.ComponentModel.DataAnnotations;

namespace Scim.Bus.ServiceDefaults.Audit;

/// <summary>The audit log (section <c>Audit</c> of the configuration).</summary>
public sealed class AuditOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Audit";

    /// <summary>How long entries are kept: a year, unless it is set.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(365);
}
