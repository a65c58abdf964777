using System.Text;
using System.Text.Json.Nodes;

namespace Scim.Protocol.Tests.Fuzz;

/// <summary>
/// Spoils what is right: texts, JSON and bytes, with elements that say nothing and blank values among them. The same seed spoils in the
/// same way.
/// </summary>
internal sealed class Mutator(int seed)
{
    private static readonly string[] Fragments =
    [
        "", " ", "\"", "\\", "\\u0000", "\\ud800", "\\u", "\0", "\n", "\r\n", "'", "(", ")", "[", "]", "{", "}", ".", "..", ",", ":", "::",
        "/", "//", "%", "%00", "%2f", "%u0041", "%ff",
        "+", "-", "--", "$", "$ref", "*", "?", "#", "&", "=", "<", ">", ";", "é", "👋", "\uFFFD", "\u202E", "\uFEFF", "null", "true",
        "false", "NaN", "0", "-1", "1e999", "1.5", "99999999999999999999",
        "eq", "ne", "co", "sw", "pr", "and", "or", "not", "not (", "userName", "emails", "emails[type eq \"work\"]", "emails.value",
        "members", "members.value", "groups.display", "groups",
        "id", "meta", "meta.created", "schemas", "password", "active", "name", "urn:", "urn:ietf:params:scim:schemas:core:2.0:User",
        "urn:ietf:params:scim:schemas:core:2.0:User:userName",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager",
        "bulkId:", "bulkId:q", "2026-01-01T00:00:00Z",
        "replace", "add", "remove", "move", "POST", "W/\"1\"", "\"work\"", "a\u0301", "İ",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    ];

    private readonly Random _random = new(seed);

    public int Below(int count) => _random.Next(count);

    public bool Chance(int percent) => _random.Next(100) < percent;

    public T OneOf<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    public string Fragment() => OneOf(Fragments);

    /// <summary>Tokens in no order.</summary>
    public string Soup() => string.Join(Chance(80) ? " " : "", Enumerable.Range(0, _random.Next(12)).Select(_ => Fragment()));

    /// <summary>A text with something inserted, removed, repeated, exchanged or cut off.</summary>
    public string Text(string text)
    {
        for (var i = 1 + _random.Next(3); i > 0; i--)
        {
            var at = _random.Next(text.Length + 1);
            var end = Math.Min(text.Length, at + _random.Next(8));
            text = _random.Next(6) switch
            {
                0 => text[..at] + text[end..],
                1 => text[..end] + text[at..],
                2 => text[..at],
                3 => text[..at] + (char)_random.Next(1, 0x2FF) + text[end..],
                _ => text[..at] + Fragment() + text[end..],
            };
        }

        return Chance(1) ? string.Concat(Enumerable.Repeat(text, 50)) : text;
    }

    /// <summary>JSON with a part exchanged, renamed, removed or repeated; or its text spoiled.</summary>
    public string Json(string json)
    {
        if (Chance(25))
            return Text(json);
        var root = JsonNode.Parse(json)!;
        for (var i = 1 + _random.Next(3); i > 0; i--)
            Spoil(root);
        var text = root.ToJsonString();
        return Chance(10) ? Text(text) : text;
    }

    /// <summary>Text as bytes: usually UTF-8, else another encoding, or with bytes that are none.</summary>
    public byte[] Bytes(string text)
    {
        // Half a code point becomes a replacement character.
        if (Chance(92))
            return Encoding.UTF8.GetBytes(text);
        var bytes = OneOf([Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.Latin1]).GetBytes(text);
        if (Chance(30))
            bytes = [0xEF, 0xBB, 0xBF, .. bytes];
        for (var i = _random.Next(4); i > 0 && bytes.Length > 0; i--)
            bytes[_random.Next(bytes.Length)] = (byte)_random.Next(256);
        return bytes;
    }

    private void Spoil(JsonNode root)
    {
        var places = Places(root).ToList();
        if (places.Count == 0)
            return;
        switch (OneOf(places))
        {
            case (JsonObject complex, string key):
                switch (_random.Next(5))
                {
                    case 0:
                        complex.Remove(key);
                        break;
                    case 1:
                        var value = complex[key]?.DeepClone();
                        complex.Remove(key);
                        complex[Chance(50) ? Text(key) : Fragment()] = value;
                        break;
                    default:
                        complex[key] = Junk(complex[key]);
                        break;
                }

                break;
            case (JsonArray array, int index):
                if (Chance(30))
                    array.RemoveAt(index);
                else if (Chance(30))
                    array.Insert(index, array[index]?.DeepClone());
                else
                    array[index] = Junk(array[index]);
                break;
        }
    }

    private JsonNode? Junk(JsonNode? present)
    {
        // Sometimes deeper than any reader allows.
        if (Chance(3))
        {
            JsonNode? deep = 1;
            for (var depth = _random.Next(60); depth > 0; depth--)
                deep = Chance(50) ? new JsonArray(deep) : new JsonObject { ["a"] = deep };
            return deep;
        }

        return _random.Next(14) switch
        {
            0 => null,
            1 => Chance(50),
            2 => OneOf([0L, -1L, long.MaxValue, long.MinValue]),
            3 => OneOf([1.5, 1e300, -0.0]),
            4 => new JsonArray(present?.DeepClone(), present?.DeepClone()),
            5 => new JsonObject { ["value"] = present?.DeepClone() },
            6 => new JsonArray(),
            8 => OneOf<JsonNode>([new JsonObject(), new JsonArray(new JsonObject()), new JsonArray((JsonNode?)null)]),
            9 => OneOf<JsonNode>([new JsonObject { ["type"] = "work" }, new JsonObject { ["value"] = " " }, new JsonObject { ["x"] = 1 }]),
            // Blanks; and composed and decomposed, of which only one is NFC.
            10 => OneOf(["", " ", "\t", "\u00A0", "e\u0301", "jos\u00e9@acme.example", "jose\u0301@acme.example", "\u212b"]),
            11 => new string(OneOf(['x', 'é', '語']), OneOf([256, 257, 4_096, 4_097, 33_000])),
            12 => Many(present),
            7 => present is JsonValue value && value.TryGetValue<string>(out var text) ? Text(text) : Soup(),
            _ => Fragment(),
        };
    }

    /// <summary>More elements than an attribute may have, or equal ones in great number.</summary>
    private JsonNode? Many(JsonNode? element)
    {
        if (element is JsonArray { Count: > 0 } array)
            element = array[0];
        // Not of what is large itself, such as the operations of a bulk request.
        if (element?.ToJsonString().Length > 200)
            return element.DeepClone();
        return new JsonArray([.. Enumerable.Range(0, OneOf([2, 500, 501, 1_001])).Select(_ => element?.DeepClone())]);
    }

    private static IEnumerable<(JsonNode Owner, object Key)> Places(JsonNode? node) => node switch
    {
        JsonObject complex => complex.SelectMany(member => Places(member.Value).Prepend((complex, member.Key))),
        JsonArray array => array.SelectMany((element, i) => Places(element).Prepend((array, i))),
        _ => [],
    };
}
