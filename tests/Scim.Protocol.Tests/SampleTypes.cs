using Scim.Protocol.Schemas;

namespace Scim.Protocol.Tests;

/// <summary>Resource types with what neither users nor groups have.</summary>
internal static class SampleTypes
{
    public const string Rooms = "urn:x:Rooms";

    /// <summary>
    /// Badges with a part that is read-only, one that is always returned and one that is returned on request; and an extension with a list.
    /// </summary>
    public static ResourceType Device { get; } = new()
    {
        Name = "Device",
        Endpoint = "/Devices",
        Schema = new Schema
        {
            Id = "urn:x:Device",
            Name = "Device",
            Attributes =
            [
                List(
                    "badges",
                    new() { Name = "issuer", Mutability = Mutability.ReadOnly },
                    new() { Name = "serial", Returned = Returned.Always },
                    new() { Name = "secret", Returned = Returned.Never },
                    new() { Name = "note", Returned = Returned.Request }),
            ],
        },
        Extensions = [new Schema { Id = Rooms, Name = "Rooms", Attributes = [List("keys")] }],
    };

    private static AttributeDefinition List(string name, params AttributeDefinition[] parts) => new()
    {
        Name = name,
        Type = AttributeType.Complex,
        MultiValued = true,
        SubAttributes = [new() { Name = "value" }, new() { Name = "type" }, .. parts],
    };
}
