using System.Text.Json.Nodes;
using Scim.Protocol.Filters;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Patch;

/// <summary>
/// What a PATCH asks of an attribute whose values are kept outside of the resource, such as a group's members. Changes are to be
/// carried out in the order in which they were asked for.
/// </summary>
/// <param name="Attribute">The attribute.</param>
public abstract record DetachedChange(AttributeDefinition Attribute);

/// <summary>These are to be added to those that are there.</summary>
public sealed record DetachedAdded(AttributeDefinition Attribute, IReadOnlyList<JsonObject> Values) : DetachedChange(Attribute);

/// <summary>These are to take the place of all that are there.</summary>
public sealed record DetachedReplaced(AttributeDefinition Attribute, IReadOnlyList<JsonObject> Values) : DetachedChange(Attribute);

/// <summary>These are to go, if they are there.</summary>
public sealed record DetachedRemoved(AttributeDefinition Attribute, IReadOnlyList<JsonObject> Values) : DetachedChange(Attribute);

/// <summary>Those that match are to go.</summary>
public sealed record DetachedRemovedWhere(AttributeDefinition Attribute, BoundFilter Element) : DetachedChange(Attribute);
