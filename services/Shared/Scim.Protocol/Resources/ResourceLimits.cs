using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Scim.Protocol.Errors;
using Scim.Protocol.Limits;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Resources;

/// <summary>
/// Holds the result of a request to the limits of a resource: its size, and the elements of its attributes. What was stored before there
/// were limits may be larger. Its other parts can still be changed, and it can be made smaller.
/// </summary>
internal static class ResourceLimits
{
    private static readonly ConcurrentDictionary<ResourceType, IReadOnlyList<Place>> Places = new(ReferenceEqualityComparer.Instance);

    /// <summary>Checks a resource.</summary>
    /// <param name="result">The resource after the request.</param>
    /// <param name="type">Its type.</param>
    /// <param name="before">The resource as it is stored; null for one that the client sent whole.</param>
    /// <exception cref="ScimException">400 <c>invalidValue</c>, naming the attribute and the limit.</exception>
    public static void Require(JsonObject result, ResourceType type, JsonObject? before = null)
    {
        using var size = new JsonSize();
        var all = Measure(result, type, size);
        foreach (var (place, value, _) in all)
        {
            if (value is JsonArray elements && elements.Count > ((place.In(before) as JsonArray)?.Count ?? 0))
                MultiValue.RequireBearable(elements, place.Path);
        }

        if (all.Sum(attribute => attribute.Size) <= RequestLimits.ResourceSize)
            return;
        // Only what the request changes counts where the stored resource is too large already.
        var changed = all.FindAll(attribute => !JsonNode.DeepEquals(attribute.Value, attribute.Place.In(before)));
        var wasTooLarge = before is not null && Measure(before, type, size).Sum(attribute => attribute.Size) > RequestLimits.ResourceSize;
        if (!wasTooLarge || changed.Sum(attribute => attribute.Size) > RequestLimits.ResourceSize)
            throw TooLarge(type, all, changed);
    }

    private static ScimException TooLarge(ResourceType type, List<Measured> all, List<Measured> changed)
    {
        // None has changed where a number is only written longer.
        var largest = (changed.Count > 0 ? changed : all).MaxBy(attribute => attribute.Size);
        var apart = type.Schema.Attributes.Any(attribute => attribute.Detached) ? ", members apart" : "";
        return ScimException.InvalidValue(
            $"The {type.Name} would have {all.Sum(attribute => attribute.Size)} bytes, of which '{largest.Place.Path}' has {largest.Size}; "
            + $"{RequestLimits.ResourceSize} is the most{apart}.");
    }

    private static List<Measured> Measure(JsonObject resource, ResourceType type, JsonSize size)
    {
        var result = new List<Measured>();
        foreach (var place in Places.GetOrAdd(type, PlacesOf))
        {
            if (place.In(resource) is { } value)
                result.Add(new Measured(place, value, size.Of(value)));
        }

        return result;
    }

    /// <summary>The attributes that a client can set and that are kept in the resource.</summary>
    private static IReadOnlyList<Place> PlacesOf(ResourceType type) =>
    [
        .. type.TopLevel.Select(attribute => new Place(null, attribute))
            .Concat(type.Extensions.SelectMany(extension => extension.Attributes.Select(attribute => new Place(extension, attribute))))
            .Where(place => place.Attribute is { Detached: false, Mutability: Mutability.ReadWrite or Mutability.Immutable }),
    ];

    private readonly record struct Measured(Place Place, JsonNode Value, long Size);

    private sealed record Place(Schema? Extension, AttributeDefinition Attribute)
    {
        public string Path { get; } = new AttributeReference(Extension, Attribute, null).ToString();

        public JsonNode? In(JsonObject? resource) =>
            (Extension is null ? resource : resource?[Extension.Id] as JsonObject)?[Attribute.Name];
    }
}
