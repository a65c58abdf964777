using System.Text.Json.Nodes;
using Scim.Protocol.Tests.Fuzz;

namespace Scim.Bus.Ingress.Tests.Properties;

/// <summary>A push at random about <c>active</c> and <c>members</c>, right and wrong, in the words of any dialect.</summary>
internal sealed record RandomPush(string Method, string Path, JsonObject Body)
{
    private const string Enterprise = TenantClient.EnterpriseUrn;

    private static readonly string[] Ops = ["add", "replace", "remove", "Add", "Replace", "Remove", "set"];

    private static readonly string[] Actives =
    [
        "active", "Active", TenantClient.UserUrn + ":active", "name", "title", "emails", "schemas", "id", Enterprise, "groups",
    ];

    private static readonly string[] Others = ["displayName", "externalId", "id", "schemas", "meta", "title"];

    public static RandomPush Next(Mutator random, IReadOnlyList<string> users, IReadOnlyList<string> groups) => random.Below(10) switch
    {
        0 or 1 => new("PUT", $"Users/{random.OneOf(users)}", User(random)),
        2 or 3 => new("PUT", $"Groups/{random.OneOf(groups)}", Group(random, users)),
        4 or 5 or 6 => new("PATCH", $"Users/{random.OneOf(users)}", Patch(random, () => UserOperation(random))),
        7 when random.Chance(30) => new("PATCH", $"Groups/{random.OneOf(groups)}", Scim1(random, users)),
        _ => new("PATCH", $"Groups/{random.OneOf(groups)}", Patch(random, () => GroupOperation(random, users))),
    };

    private static JsonObject User(Mutator random)
    {
        var body = Envelope(random, TenantClient.UserUrn);
        body["userName"] = $"u{random.Below(6)}";
        if (random.Chance(60))
            body[random.OneOf(["active", "ACTIVE", TenantClient.UserUrn + ":active"])] = Active(random);
        if (random.Chance(20))
            body["emails"] = random.OneOf<JsonNode?>([new JsonArray(new JsonObject()), new JsonArray(), null, new JsonObject()]);
        return body;
    }

    private static JsonObject Group(Mutator random, IReadOnlyList<string> users)
    {
        var body = Envelope(random, TenantClient.GroupUrn);
        body["displayName"] = $"g{random.Below(6)}";
        if (random.Chance(70))
            body[random.OneOf(["members", "Members"])] = Members(random, users);
        return body;
    }

    private static JsonObject Patch(Mutator random, Func<JsonObject> operation)
    {
        var body = Envelope(random, TenantClient.PatchUrn);
        body["Operations"] = new JsonArray([.. Enumerable.Range(0, 1 + random.Below(3)).Select(_ => operation())]);
        return body;
    }

    private static JsonObject Scim1(Mutator random, IReadOnlyList<string> users) => new()
    {
        ["schemas"] = new JsonArray("urn:scim:schemas:core:1.0"),
        ["members"] = new JsonArray([.. Enumerable.Range(0, random.Below(3)).Select(_ =>
        {
            var member = new JsonObject { ["value"] = random.Chance(80) ? random.OneOf(users) : random.OneOf(["", " ", null]) };
            if (random.Chance(40))
                member["operation"] = "delete";
            return member;
        })]),
    };

    private static JsonObject UserOperation(Mutator random)
    {
        var name = random.OneOf(Actives);
        return Operation(random, random.Chance(60) ? "active" : name, Active(random));
    }

    private static JsonObject GroupOperation(Mutator random, IReadOnlyList<string> users)
    {
        if (random.Chance(15))
            return Operation(random, random.OneOf(Others), "x");
        if (!random.Chance(25))
            return Operation(random, random.Chance(90) ? "members" : "Members", Members(random, users));
        var path = random.OneOf(
        [
            $"members[value eq \"{random.OneOf(users)}\"]", $"members[value eq {random.OneOf(users)}]", "members[type eq \"User\"]",
            "members[value pr]", "members[display eq \"\"]", "members[value eq \"\"]", "members.value", "members[]",
        ]);
        return Operation(random, path, random.Chance(50) ? null : Members(random, users));
    }

    /// <summary>An operation with the name as its path, or in its value, at times in an array of one.</summary>
    private static JsonObject Operation(Mutator random, string name, JsonNode? value)
    {
        var operation = new JsonObject { ["op"] = random.OneOf(Ops) };
        if (random.Chance(60))
        {
            operation["path"] = name;
            if (random.Chance(85))
                operation["value"] = value;
            return operation;
        }

        var attributes = new JsonObject { [name] = value };
        operation["value"] = random.Chance(80) ? attributes : new JsonArray(attributes);
        return operation;
    }

    private static JsonNode? Active(Mutator random) => random.Below(14) switch
    {
        0 or 1 => true,
        2 or 3 => false,
        4 => "True",
        5 => "false",
        6 => new JsonArray(true),
        7 => new JsonArray(false),
        8 => new JsonArray((JsonNode?)null),
        9 => new JsonArray(),
        10 => "",
        11 => new JsonObject { ["value"] = true },
        _ => null,
    };

    private static JsonNode? Members(Mutator random, IReadOnlyList<string> users) => random.Below(10) switch
    {
        0 => null,
        1 => new JsonArray(),
        2 => Member(random, users),
        _ => new JsonArray([.. Enumerable.Range(0, 1 + random.Below(3)).Select(_ => Member(random, users))]),
    };

    private static JsonNode? Member(Mutator random, IReadOnlyList<string> users) => random.Below(14) switch
    {
        0 => new JsonObject(),
        1 => new JsonObject { ["display"] = "Ann" },
        2 => new JsonObject { ["name"] = "Ann" },
        3 => new JsonObject { ["value"] = random.OneOf<JsonNode?>(["", " ", null, 5, "nobody"]) },
        4 => new JsonObject { ["type"] = "User" },
        5 => random.OneOf<JsonNode?>([null, random.OneOf(users), 7]),
        6 => new JsonObject { ["VALUE"] = random.OneOf(users), ["type"] = "User", ["display"] = "x" },
        _ => new JsonObject { ["value"] = random.OneOf(users) },
    };

    private static JsonObject Envelope(Mutator random, string schema) =>
        random.Chance(85) ? new JsonObject { ["schemas"] = new JsonArray(schema) } : [];
}
