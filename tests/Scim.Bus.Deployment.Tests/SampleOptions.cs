using System.ComponentModel.DataAnnotations;
using Scim.Bus.ServiceDefaults.Settings;

namespace Scim.Bus.Deployment.Tests;

/// <summary>Options to test validation with.</summary>
internal sealed class SampleOptions
{
    [Range(1, 10)]
    public int Size { get; set; } = 5;

    [Duration]
    public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(1);

    [Duration(AllowZero = true)]
    public TimeSpan Grace { get; set; }

    [AbsoluteUrl]
    public Uri? Address { get; set; }
}
