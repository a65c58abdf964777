using System.Net;
using Scim.Bus.ServiceDefaults.AdminApi;

namespace Scim.Bus.Ingress.Tokens;

/// <summary>Ranges of addresses from which a token may be used, in CIDR notation (RFC 4632, RFC 4291, section 2.3).</summary>
internal sealed class AddressRanges
{
    /// <summary>Most ranges of a token. Identity providers publish some dozens.</summary>
    public const int Most = 200;

    private readonly IPNetwork[] _ranges;

    private AddressRanges(IPNetwork[] ranges) => _ranges = ranges;

    /// <summary>Reads ranges that were validated before.</summary>
    public static AddressRanges From(IReadOnlyList<string> ranges) => new([.. ranges.Select(range => IPNetwork.Parse(range))]);

    /// <summary>The ranges as they are stored. A single address becomes a range of one.</summary>
    /// <exception cref="AdminException">400: one is not an address or range, or there are too many.</exception>
    public static IReadOnlyList<string> Parse(IReadOnlyList<string>? ranges)
    {
        if (ranges is null)
            return [];
        if (ranges.Count > Most)
            throw AdminException.Invalid($"'addresses' has {ranges.Count} ranges; {Most} is the most.");
        return [.. ranges.Select(Parse)];
    }

    /// <summary>True if a token with these ranges may be used from the address. Without ranges it may be used from anywhere.</summary>
    public bool Allow(IPAddress? address)
    {
        if (_ranges.Length == 0)
            return true;
        if (address is null)
            return false;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Array.Exists(_ranges, range => range.Contains(plain));
    }

    private static string Parse(string range)
    {
        if (IPNetwork.TryParse(range, out var network))
            return network.ToString();
        if (IPAddress.TryParse(range, out var address) && !range.Contains('/'))
            return new IPNetwork(address, address.GetAddressBytes().Length * 8).ToString();
        throw AdminException.Invalid(
            $"'addresses' has '{range}', which is neither an address nor a range such as 203.0.113.0/24 or 2001:db8::/32.");
    }
}
