using System.Text.Json.Nodes;
using Scim.Protocol.Filters;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests.Properties;

/// <summary>
/// Resources and filters at random. Values come from small sets, so that filters match some resources and not others, and are of the sort
/// that engines disagree about: case outside ASCII, code points beyond 16 bits, characters that are special in patterns and in JSON.
/// </summary>
internal sealed class Arbitrary(int seed)
{
    private static readonly string[] Texts =
    [
        "", "a", "A", "ab", "Ab", "b", "work", "home", "WORK", "ä", "Ä", "ß", "ẞ", "İ", "i", "ı", "K", "k", "Σ", "ς", "é", "e\u0301", "👋",
        "👋🏽", "\uFF5E", "\uFFFD", "日本",
        "%", "_", "a%b", "*", ".*", "^a$", "\\", "\\a", "\"", "'", "''", "a\"b", "[a]", "(a", "$a", "{}", "/", "\n", "\t", " ", " a", "a ",
        "null", "0", "00", "1e3", "true",
        "urn:x:y", "2026-01-01T00:00:00Z", "z\u007F", "\u0080",
    ];

    private static readonly string[] Times =
    [
        "2026-01-01T00:00:00Z", "2026-01-01T00:00:00.000Z", "2026-01-01T01:00:00+01:00", "2026-01-01T00:00:00.0000001Z",
        "2025-12-31T23:59:59.9999999Z",
        "2026-06-30T12:00:00-05:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
    ];

    private static readonly string[] Addresses =
    [
        "ann@acme.example", "ANN@acme.example", " ann@acme.example", "ann@Acme.example ", "ann@m\u00FCnchen.example",
        "ann@mu\u0308nchen.example", "ann@XN--mnchen-3ya.example", "ann@xn--mnchen-3ya.example", "jos\u00E9@x", "jose\u0301@x", "a@b",
    ];

    private static readonly string[] Zones = ["Europe/London", "UTC", "America/Argentina/Buenos_Aires"];

    private readonly Random _random = new(seed);

    public int Below(int count) => _random.Next(count);

    public bool Chance(int percent) => _random.Next(100) < percent;

    public T OneOf<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    public string Text() => Chance(80) ? OneOf(Texts) : OneOf(Texts) + OneOf(Texts);

    /// <summary>A user as it would be stored.</summary>
    public JsonObject User(string id)
    {
        var body = Resource(ResourceTypes.User);
        body["userName"] = $"{Text()}-{id}";
        var user = ResourceReader.Read(body, ResourceTypes.User);
        user["id"] = id;
        user["meta"] = new JsonObject { ["resourceType"] = "User", ["created"] = OneOf(Times), ["lastModified"] = OneOf(Times) };
        return user;
    }

    /// <summary>A resource as a client might send it, with every attribute that it may set at times.</summary>
    public JsonObject Resource(ResourceType type)
    {
        var body = Attributes(type.TopLevel);
        foreach (var extension in type.Extensions.Where(_ => Chance(50)))
            body[extension.Id] = Attributes(extension.Attributes);
        body["schemas"] = new JsonArray(type.Schema.Id);
        return body;
    }

    /// <summary>A value that the attribute takes; of a multi-valued one several.</summary>
    public JsonNode? Value(AttributeDefinition attribute)
    {
        if (!attribute.MultiValued)
            return One(attribute);
        var elements = Enumerable.Range(0, _random.Next(4)).Select(_ => One(attribute)).ToArray();
        foreach (var element in elements.OfType<JsonObject>().Skip(1))
            element.Remove("primary");
        // An element that says nothing is refused.
        return new JsonArray([.. elements.Where(element => element is not JsonObject { Count: 0 })]);
    }

    /// <summary>A value that the attribute takes, or one element of it.</summary>
    public JsonNode? One(AttributeDefinition attribute) => attribute.Type switch
    {
        AttributeType.Complex => Attributes(attribute.SubAttributes),
        AttributeType.Boolean => Chance(50),
        AttributeType.Integer => _random.Next(-2, 3),
        AttributeType.Decimal => _random.Next(-4, 5) / 2m,
        AttributeType.DateTime => OneOf(Times),
        AttributeType.Binary => Convert.ToBase64String([(byte)_random.Next(3)]),
        _ => attribute.Name switch
        {
            "timezone" => OneOf(Zones),
            "userName" or "displayName" => "x" + Text(),
            "value" when attribute.HasCanonicalKey => OneOf(Addresses),
            _ => Text(),
        },
    };

    /// <summary>A filter that a resource type takes.</summary>
    public Filter Filter(ResourceType type, int depth = 3) => Joined(depth, () => Condition(type));

    /// <summary>A filter on the parts of an attribute.</summary>
    public Filter ElementFilter(AttributeDefinition attribute, int depth = 1) =>
        Joined(depth, () => Condition(null, Part(attribute)));

    public AttributeDefinition Part(AttributeDefinition attribute) => OneOf([.. attribute.SubAttributes.Where(IsQueryable)]);

    /// <summary>A name in some case.</summary>
    public string Spelled(string name) => Chance(70) ? name : Chance(50) ? name.ToUpperInvariant() : name.ToLowerInvariant();

    /// <summary>The text, or at times only its first character.</summary>
    private string Shortened(string text) => Chance(20) && text.Length > 0 && !char.IsSurrogate(text[0]) ? text[..1] : text;

    private static bool IsQueryable(AttributeDefinition attribute) => attribute is { Queryable: true, Detached: false };

    private JsonObject Attributes(IEnumerable<AttributeDefinition> attributes) => new(
        attributes.Where(attribute => attribute.Mutability != Mutability.ReadOnly && (attribute.Required || Chance(50)))
            .Select(attribute => KeyValuePair.Create(attribute.Name, Value(attribute))));

    private Filter Joined(int depth, Func<Filter> leaf) => (depth == 0 ? 0 : _random.Next(8)) switch
    {
        1 => new AndFilter(Joined(depth - 1, leaf), Joined(depth - 1, leaf)),
        2 => new OrFilter(Joined(depth - 1, leaf), Joined(depth - 1, leaf)),
        3 => new NotFilter(Joined(depth - 1, leaf)),
        _ => leaf(),
    };

    private Filter Condition(ResourceType type)
    {
        var extension = Chance(20) ? OneOf([null, .. type.Extensions]) : null;
        var attribute = OneOf([.. (extension?.Attributes ?? type.TopLevel).Where(IsQueryable)]);
        var urn = extension?.Id ?? (Chance(10) ? type.Schema.Id : null);
        if (urn == type.Schema.Id && type.Common.Contains(attribute))
            urn = null;
        var path = new AttributePath(urn is null ? null : Spelled(urn), Spelled(attribute.Name), null);
        if (attribute.Type != AttributeType.Complex)
            return Condition(path, attribute);
        return _random.Next(4) switch
        {
            0 => new PresentFilter(path),
            1 => new ValuePathFilter(path, ElementFilter(attribute)),
            2 when attribute.DefaultSubAttribute is { } value => Condition(path, value),
            _ => Condition(path, Part(attribute), isPart: true),
        };
    }

    private Filter Condition(AttributePath? owner, AttributeDefinition attribute, bool isPart = false)
    {
        var path = owner is null
            ? new AttributePath(null, Spelled(attribute.Name), null)
            : isPart ? owner with { SubAttribute = Spelled(attribute.Name) } : owner;
        if (Chance(10))
            return new PresentFilter(path);
        if (Chance(5))
            return new ComparisonFilter(path, OneOf([ComparisonOperator.Eq, ComparisonOperator.Ne]), new FilterLiteral(null));
        var operators = Enum.GetValues<ComparisonOperator>().Where(op => attribute.Type switch
        {
            AttributeType.Boolean => op is ComparisonOperator.Eq or ComparisonOperator.Ne,
            AttributeType.Binary => op < ComparisonOperator.Gt,
            _ => attribute.IsText || op is not (ComparisonOperator.Co or ComparisonOperator.Sw or ComparisonOperator.Ew),
        }).ToList();
        var value = One(attribute)!.AsValue();
        return new ComparisonFilter(path, OneOf(operators), new FilterLiteral(attribute.Type switch
        {
            AttributeType.Boolean => value.GetValue<bool>(),
            AttributeType.Integer => (decimal)value.GetValue<int>(),
            AttributeType.Decimal => value.GetValue<decimal>(),
            AttributeType.DateTime => value.GetValue<string>(),
            _ => Shortened(value.GetValue<string>()),
        }));
    }
}
