namespace Scim.Bus.Access.Tests.Walk;

/// <summary>What an endpoint needs.</summary>
/// <param name="Host">The service, <c>every</c> for all, or <c>door</c> for what the Console forwards.</param>
/// <param name="Method">The method; <c>*</c> for any.</param>
/// <param name="Route">The route as it is mapped.</param>
/// <param name="Need">What it needs, as in the table of answers.</param>
internal sealed record AccessRow(string Host, string Method, string Route, string Need)
{
    public static AccessRow Parse(string line)
    {
        var words = line.Split(' ', 4, StringSplitOptions.RemoveEmptyEntries);
        return new AccessRow(words[0], words[1], words[2], words[3].Trim());
    }

    /// <summary>True if the row is about this endpoint of this host.</summary>
    public bool IsAbout(string host, string method, string route) =>
        HasHost(host)
        && (Method == method || Method == "*" || method == "*")
        && (Route.EndsWith("/*", StringComparison.Ordinal) ? route.StartsWith(Route[..^1], StringComparison.Ordinal) : Route == route);

    private bool HasHost(string host) => Host switch
    {
        "every" => true,
        "door" => host == "console",
        _ => Host == host || host == Hosts.World.AllInOne,
    };
}
