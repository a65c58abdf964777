using System.ComponentModel.DataAnnotations;

namespace Scim.Bus.Ingress.RequestLog;

/// <summary>The request log (section <c>Requests</c> of the configuration).</summary>
internal sealed class RequestLogOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Requests";

    /// <summary>How long requests are on record: 30 days, unless it is set.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "3650.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long the answer to a refused request waits for its record: 250 ms, unless it is set. After that the record is still written, as
    /// best can be.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan RefusalPatience { get; set; } = TimeSpan.FromMilliseconds(250);
}
