using System.ComponentModel.DataAnnotations;

namespace Scim.Bus.ServiceDefaults.Network;

/// <summary>Requires a list that <see cref="TrustedProxies"/> can read.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ProxyListAttribute()
    : ValidationAttribute("must be addresses and ranges, separated by commas, such as 10.0.0.0/8,192.0.2.7.")
{
    public override bool IsValid(object? value) => value is string list && TrustedProxies.TryParse(list, out _);
}
