using System.Text.Json.Nodes;
using CsCheck;

namespace Scim.Bus.Identity.Tests;

/// <summary>
/// Whatever is pushed and edited by hand: once all is quiet, each identifier lets in at most one account, and that account has it because
/// an accepted request said so of its own person.
/// </summary>
public sealed class LoginProperties(PinpointHost host) : IClassFixture<PinpointHost>
{
    private const int Steps = 25;

    private static readonly string[][] Identifiers =
    [
        ["ann@acme.example", "ANN@acme.example ", " Ann@Acme.example"],
        ["jos\u00E9@acme.example", "jose\u0301@acme.example", "JOSE\u0301@acme.example"],
        ["ann@m\u00FCnchen.example", "ann@xn--mnchen-3ya.example", "Ann@MU\u0308NCHEN.example"],
        ["bea@acme.example", "Bea@acme.example"],
    ];

    [Fact]
    [Trait("Takes", "Seconds")]
    public Task An_identifier_lets_in_whoever_was_said_to_have_it_and_nobody_else() => Gen.Int.SampleAsync(
        async seed =>
        {
            using var tenant = await host.NewTenantAsync(upnLogin: true);
            var random = new Random(seed);
            var (users, manual) = (new Said(), new Said());
            for (var i = 0; i < Steps; i++)
                await StepAsync(tenant, random, users, manual);
            foreach (var user in users.Keys)
                await RestsAsync(tenant, user);
            await Eventually.Be(() => AssertEachHasTheirOwnAsync(tenant, users, manual));
        },
        iter: 6,
        threads: 1);

    /// <summary>Sends one request, and notes what it says of whom if it is accepted.</summary>
    private static async Task StepAsync(PinpointTenant tenant, Random random, Said users, Said manual)
    {
        var (one, other) = (random.Next(Identifiers.Length), random.Next(Identifiers.Length));
        var (user, account) = (users.AnyOf(random), manual.AnyOf(random));
        switch (random.Next(8))
        {
            case 0 when manual.Count < 4:
                var byHand = PinpointTenant.Account(Spelled(one, random), Spelled(other, random));
                manual.Add(await tenant.AdminAsync(HttpMethod.Post, "accounts", byHand), null, one, other);
                break;
            case 1 when account is not null:
                var field = random.Next(2) == 0 ? "workEmail" : "upn";
                var edit = new JsonObject { [field] = Spelled(one, random), ["active"] = random.Next(3) > 0 };
                manual.Add(await tenant.AdminAsync(HttpMethod.Patch, $"accounts/{account}", edit), account, one);
                break;
            case 2 when user is not null:
                var rename = PinpointTenant.Patch("userName", Spelled(one, random));
                users.Add(await tenant.PushAsync(HttpMethod.Patch, $"Users/{user}", rename), user, one);
                break;
            case 3 when user is not null:
                var emails = new JsonArray(new JsonObject { ["type"] = "work", ["value"] = Spelled(one, random) });
                users.Add(await tenant.PushAsync(HttpMethod.Patch, $"Users/{user}", PinpointTenant.Patch("emails", emails)), user, one);
                break;
            case 4 when user is not null:
                await tenant.PushAsync(HttpMethod.Patch, $"Users/{user}", PinpointTenant.Patch("active", random.Next(2) == 0));
                break;
            case 5 when user is not null:
                await tenant.PushAsync(HttpMethod.Delete, $"Users/{user}");
                break;
            default:
                var pushed = PinpointTenant.User(Spelled(one, random), Spelled(other, random), random.Next(4) > 0);
                users.Add(await tenant.PushAsync(HttpMethod.Post, "Users", pushed), null, one, other);
                break;
        }
    }

    private static Task RestsAsync(PinpointTenant tenant, string user) => Eventually.Be(async () => Assert.Contains(
        (await tenant.AdminAsync(HttpMethod.Get, $"sagas/{user}")).Body["state"]?.GetValue<string>(),
        (string[])["InSync", "Deprovisioned", "Faulted"]));

    private static async Task AssertEachHasTheirOwnAsync(PinpointTenant tenant, Said users, Said manual)
    {
        var accounts = await tenant.AccountsAsync("active eq true");
        for (var i = 0; i < Identifiers.Length; i++)
        {
            var holders = accounts.Where(account => Is(account, "workEmail", i) || Is(account, "upn", i)).ToList();
            Assert.True(holders.Count <= 1, string.Join('\n', holders.Select(account => account.ToJsonString())));
            var holder = holders.SingleOrDefault();
            foreach (var spelling in Identifiers[i])
                Assert.Equal(holder?["id"]!.GetValue<string>(), await tenant.LetsInAsync(spelling));
            if (holder is not null)
            {
                Assert.True(
                    users.Of(holder["userId"]?.GetValue<string>()).Contains(i) || manual.Of(holder["id"]!.GetValue<string>()).Contains(i),
                    $"nobody said that {holder.ToJsonString()} has {Identifiers[i][0]}");
            }
        }
    }

    private static bool Is(JsonObject account, string field, int identifier) =>
        account[field]?.GetValue<string>() is { } value && Identifiers[identifier].Any(spelling => spelling.Trim() == value.Trim());

    private static string Spelled(int identifier, Random random) => Identifiers[identifier][random.Next(Identifiers[identifier].Length)];

    /// <summary>What accepted requests said: the identifiers of each user, or of each account.</summary>
    private sealed class Said
    {
        private readonly Dictionary<string, HashSet<int>> _identifiers = [];

        public int Count => _identifiers.Count;

        public IEnumerable<string> Keys => _identifiers.Keys;

        public string? AnyOf(Random random) => Count == 0 ? null : _identifiers.Keys.ElementAt(random.Next(Count));

        public IReadOnlySet<int> Of(string? id) => id is not null && _identifiers.TryGetValue(id, out var said) ? said : new HashSet<int>();

        /// <param name="answer">The answer to the request.</param>
        /// <param name="id">Of whom it was; null for whom it created.</param>
        /// <param name="identifiers">What it said.</param>
        public void Add((int Status, JsonObject Body) answer, string? id, params int[] identifiers)
        {
            if (answer.Status is not (200 or 201))
                return;
            id ??= answer.Body["id"]!.GetValue<string>();
            if (!_identifiers.TryGetValue(id, out var said))
                _identifiers.Add(id, said = []);
            said.UnionWith(identifiers);
        }
    }
}
