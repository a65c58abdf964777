using System.Globalization;
using System.Net;
using Scim.Bus.Testing.Deployments;

namespace Scim.Bus.Benchmarks.Scenarios;

/// <summary>Pushes of one kind after the other, about the same users and groups.</summary>
internal sealed class Round(Clients clients, int number, int pushes)
{
    public Clients Clients => clients;

    public AdminClient Admin => clients.Tenant.Admin;

    public int Number => number;

    public int Pushes => pushes;

    /// <summary>The users' ids.</summary>
    public string[] Users { get; } = new string[pushes];

    /// <summary>The group that users are in, and the one that they are moved to.</summary>
    public (string From, string To) Groups { get; set; }

    /// <summary>A name that no other user or group of the run has.</summary>
    public string Name(string of, int i = 0) => string.Create(CultureInfo.InvariantCulture, $"{of}{number}.{i}@acme.example");

    /// <summary>Creates the two groups unless they are there.</summary>
    public async Task CreateGroupsAsync()
    {
        if (Groups == default)
            Groups = (await CreateGroupAsync("from"), await CreateGroupAsync("to"));
    }

    /// <summary>Creates a group with permissions.</summary>
    private async Task<string> CreateGroupAsync(string name)
    {
        var group = (await clients[0].PostAsync("Groups", ScimClient.Group(Name(name)))).Expect(HttpStatusCode.Created).Id;
        await Admin.ConfigureAsync(group, "jobs.view");
        return group;
    }
}
