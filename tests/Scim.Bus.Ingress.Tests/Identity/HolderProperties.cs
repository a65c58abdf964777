using CsCheck;
using static Scim.Bus.Ingress.Tests.Identity.DirectoryOfHolders;

namespace Scim.Bus.Ingress.Tests.Identity;

/// <summary>
/// No accepted request makes somebody the holder of somebody else's identifier, in whatever spelling: requests at random are accepted and
/// refused as the model says, and leave the directory as the model has it.
/// </summary>
public sealed class HolderProperties(IngressHost host) : IClassFixture<IngressHost>
{
    private const int Requests = 60;

    /// <summary>For each identifier its spellings.</summary>
    private static readonly string[][] Identifiers =
    [
        ["ann@acme.example", "ANN@acme.example", " ann@Acme.example", "ann@acme.example\u00A0"],
        ["jos\u00E9@acme.example", "jose\u0301@acme.example", "JOSE\u0301@acme.example", "JOS\u00C9@ACME.example "],
        ["ann@m\u00FCnchen.example", "Ann@mu\u0308nchen.example", "ann@XN--MNCHEN-3YA.example"],
        ["o\u2019brien@stra\u00DFe.example", "O\u2019Brien@STRA\u1E9EE.example", "o\u2019brien@xn--strae-oqa.example"],
        ["ann@acme.example.org", "Ann@ACME.example.org"],
    ];

    [Theory]
    [InlineData("other")]
    [InlineData("okta")]
    [InlineData("entra")]
    [InlineData("onelogin")]
    [Trait("Takes", "Seconds")]
    public Task No_accepted_request_makes_somebody_the_holder_of_anothers_identifier(string identityProvider) => Gen.Int.SampleAsync(
        async seed =>
        {
            using var client = await host.NewTenantAsync(identityProvider);
            var (random, model) = (new Random(seed), new DirectoryOfHolders());
            var (accepted, refused) = (0, 0);
            for (var i = 0; i < Requests; i++)
            {
                if (await SendAsync(client, model, random))
                    accepted++;
                else
                    refused++;
            }

            await AssertIsAsync(client, model);
            Assert.True(accepted > 5 && refused > 5, $"{accepted} accepted, {refused} refused");
        },
        iter: 4,
        threads: 1);

    /// <summary>Sends one request, and changes the model with it. Returns whether the request was accepted.</summary>
    private static async Task<bool> SendAsync(TenantClient client, DirectoryOfHolders model, Random random)
    {
        if (model.People.Count == 0 || (model.People.Count < 4 && random.Next(3) == 0))
            return await CreateAsync(client, model, random);
        var (id, person) = model.People.ElementAt(random.Next(model.People.Count));
        var (userName, work) = (random.Next(Identifiers.Length), Nullable(random));
        switch (random.Next(8))
        {
            case 0:
                (await client.Delete($"Users/{id}")).Expect(204);
                model.Delete(id);
                return true;
            case 1 or 2:
                return Judge(
                    await client.Patch(
                        $"Users/{id}", $$"""{"op":"replace","path":"userName","value":"{{Spelled(userName, random)}}"}"""),
                    id,
                    person with { UserName = userName });
            case 3:
                return Judge(
                    await client.Patch($"Users/{id}", $$$"""{"op":"replace","value":{{{{Emails(work, random)}}}}}"""),
                    id,
                    person with { Work = work });
            case 4:
                return Judge(await client.Patch($"Users/{id}", Active(false)), id, person with { Active = false });
            case 5:
                return Judge(await client.Patch($"Users/{id}", Active(true)), id, person with { Active = true });
            case 6:
                var both = $$"""{"op":"replace","path":"userName","value":"{{Spelled(userName, random)}}"},{{Active(true)}}""";
                return Judge(await client.Patch($"Users/{id}", both), id, person with { UserName = userName, Active = true });
            default:
                var next = new Person(userName, work, random.Next(2) == 0);
                return Judge(await client.Put($"Users/{id}", Body(next, random)), id, next);
        }

        bool Judge(Response answer, string changed, Person next)
        {
            var isAccepted = model.Accepts(changed, next);
            if (!isAccepted)
                answer.Refused(409, "uniqueness");
            else
                answer.Expect(200);
            if (isAccepted)
                model.Set(changed, next);
            return isAccepted;
        }
    }

    private static async Task<bool> CreateAsync(TenantClient client, DirectoryOfHolders model, Random random)
    {
        var person = new Person(random.Next(Identifiers.Length), Nullable(random), random.Next(4) > 0);
        var answer = await client.Post("Users", Body(person, random));
        if (!model.Accepts("", person))
        {
            answer.Refused(409, "uniqueness");
            return false;
        }

        model.Set(answer.Expect(201).Id, person);
        return true;
    }

    /// <summary>Asserts that people are found by their own identifiers only, in every spelling, and are active as the model says.</summary>
    private static async Task AssertIsAsync(TenantClient client, DirectoryOfHolders model)
    {
        var users = (await client.Get("Users?count=200")).Expect(200).Body["Resources"]?.AsArray() ?? [];
        Assert.Equal(
            model.People.Select(person => (person.Key, person.Value.Active)).Order(),
            users.Select(user => (user!["id"]!.GetValue<string>(), user["active"]!.GetValue<bool>())).Order());
        for (var i = 0; i < Identifiers.Length; i++)
        {
            foreach (var spelling in Identifiers[i])
            {
                Assert.Equal(Ids(person => person.UserName == i), await FoundAsync($"userName eq \"{spelling}\""));
                Assert.Equal(Ids(person => person.Work == i), await FoundAsync($"emails.value eq \"{spelling}\""));
            }
        }

        IEnumerable<string> Ids(Func<Person, bool> isSought) =>
            model.People.Where(person => isSought(person.Value)).Select(person => person.Key).Order(StringComparer.Ordinal);

        async Task<IEnumerable<string>> FoundAsync(string filter) =>
            ((await client.Find("Users", filter)).Expect(200).Body["Resources"]?.AsArray() ?? [])
                .Select(user => user!["id"]!.GetValue<string>()).Order(StringComparer.Ordinal);
    }

    private static string Body(Person person, Random random) => TenantClient.UserBody(
        Spelled(person.UserName, random), $"{Emails(person.Work, random)},\"active\":{(person.Active ? "true" : "false")}");

    private static string Emails(int? work, Random random) =>
        Spellings.Work(work is { } identifier ? Spelled(identifier, random) : random.Next(2) == 0 ? "" : " ");

    private static string Active(bool isActive) => $$"""{"op":"replace","path":"active","value":{{(isActive ? "true" : "false")}}}""";

    private static int? Nullable(Random random) => random.Next(3) == 0 ? null : random.Next(Identifiers.Length);

    private static string Spelled(int identifier, Random random) => Identifiers[identifier][random.Next(Identifiers[identifier].Length)];
}
