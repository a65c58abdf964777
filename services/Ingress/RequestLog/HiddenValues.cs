using System.Text.Json;
using System.Text.Json.Nodes;
using Scim.Protocol.Errors;
using Scim.Protocol.Resources;

namespace Scim.Bus.Ingress.RequestLog;

/// <summary>What was hidden in a body, names included: a refusal may quote it.</summary>
internal sealed class HiddenValues
{
    private const int Most = 100;
    private const int Short = 3;

    private readonly List<string> _values = [];

    /// <summary>True if there is more than is remembered.</summary>
    public bool IsPartial { get; private set; }

    /// <summary>Adds a text in the form that refusals have.</summary>
    public void Add(string text)
    {
        if (_values.Count < Most)
            _values.Add(Shown.Text(text).TrimEnd('…'));
        else
            IsPartial = true;
    }

    /// <summary>Adds everything in a value.</summary>
    public void AddAll(JsonNode? value)
    {
        if (IsPartial)
            return;
        switch (value)
        {
            case JsonObject complex:
                foreach (var (name, part) in complex)
                {
                    Add(name);
                    AddAll(part);
                }

                break;
            case JsonArray list:
                foreach (var element in list)
                    AddAll(element);
                break;
            case JsonValue leaf when leaf.GetValueKind() is JsonValueKind.String or JsonValueKind.Number:
                Add(leaf.AsText() ?? leaf.ToJsonString());
                break;
        }
    }

    /// <summary>A text without the values.</summary>
    public string HideIn(string text)
    {
        foreach (var value in _values)
        {
            // A short one is everywhere.
            var quoted = value.Length < Short ? $"'{value}'" : value;
            if (value.Length > 0)
                text = text.Replace(quoted, SecretText.Redacted, StringComparison.Ordinal);
        }

        return text;
    }
}
