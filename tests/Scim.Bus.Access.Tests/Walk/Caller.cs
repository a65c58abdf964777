using Scim.Bus.Access.Tests.Hosts;

namespace Scim.Bus.Access.Tests.Walk;

/// <summary>Somebody who asks.</summary>
/// <param name="Name">The name in the table.</param>
/// <param name="Token">Makes the bearer token of a request; null for none. An assertion does not last as long as a walk.</param>
internal sealed record Caller(string Name, Func<string?> Token)
{
    /// <summary>Everybody in the table: at a host with the Console by machine keys, at any other by assertions.</summary>
    public static async Task<IReadOnlyList<Caller>> AllAsync(World world, Host host)
    {
        var callers = new List<Caller> { new("operator", () => Host.AdminKey) };
        var hasConsole = host.Name is "console" or World.AllInOne;
        foreach (var name in AccessTable.Callers)
        {
            switch (name)
            {
                case "nobody":
                    callers.Add(new Caller(name, () => null));
                    break;
                case "unknown key":
                    callers.Add(new Caller(name, () => "no-key-that-anybody-has"));
                    callers.Add(new Caller(name, () => "scimbus_key_that-nobody-has"));
                    callers.Add(new Caller(name, () => "eyJhbGciOiJFUzI1NiJ9.e30.AAAA"));
                    break;
                case "SCIM token":
                    callers.Add(new Caller(name, () => Host.ScimToken));
                    break;
                default:
                    var key = hasConsole ? await World.CreateKeyAsync(host, name) : null;
                    callers.Add(new Caller(name, () => key ?? world.AssertionFor(name, host.Name)));
                    break;
            }
        }

        return callers;
    }
}
