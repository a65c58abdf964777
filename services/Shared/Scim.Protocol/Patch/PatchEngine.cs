using System.Text.Json.Nodes;
using Scim.Protocol.Errors;
using Scim.Protocol.Resources;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Patch;

/// <summary>
/// PATCH as a function (RFC 7644, section 3.5.2): from a resource and operations to a resource and what changed. All operations
/// apply or none does; the resource that is given is never touched.
/// </summary>
public static class PatchEngine
{
    /// <summary>Applies operations in their order.</summary>
    /// <param name="resource">The resource as it is stored.</param>
    /// <param name="operations">The operations.</param>
    /// <param name="type">Its type.</param>
    /// <param name="budget">The budget of the request; null for one of this PATCH alone.</param>
    /// <param name="cancellationToken">Checked before each operation.</param>
    /// <exception cref="ScimException">
    /// 400 <c>invalidPath</c>, <c>noTarget</c>, <c>mutability</c> or <c>invalidValue</c>, for the first operation that can't be applied.
    /// 413: the budget is used up.
    /// </exception>
    public static PatchResult Apply(
        JsonObject resource,
        IReadOnlyList<PatchOperation> operations,
        ResourceType type,
        PatchBudget? budget = null,
        CancellationToken cancellationToken = default)
    {
        var working = (JsonObject)resource.DeepClone();
        var detached = new List<DetachedChange>();
        var session = new PatchSession(budget ?? new PatchBudget());
        session.Budget.Begin();
        var assigned = new JsonObject();
        foreach (var operation in operations)
        {
            cancellationToken.ThrowIfCancellationRequested();
            session.BeginOperation();
            if (operation.Path is null)
                ApplyToWhole(working, operation, type, detached, session);
            else
                ApplyToPath(working, operation, operation.Path, type, detached, session);
            NoteAssigned(assigned, resource, working, type);
        }

        session.SettleAll();
        ResourceReader.RequireRequired(working, type);
        ResourceLimits.Require(working, type, resource);
        ResourceReader.StateSchemas(working, type);
        return new PatchResult(working, ResourceDiff.ChangedPaths(resource, working, type, session.Touched), detached, assigned);
    }

    /// <summary>Notes the values that the operations so far assigned to attributes that are kept if omitted.</summary>
    private static void NoteAssigned(JsonObject assigned, JsonObject before, JsonObject working, ResourceType type)
    {
        foreach (var attribute in type.Schema.Attributes)
        {
            if (attribute is { KeptIfOmitted: true, Detached: false } && working[attribute.Name] is { } value
                && (assigned.ContainsKey(attribute.Name) || !JsonNode.DeepEquals(before[attribute.Name], value)))
            {
                assigned[attribute.Name] = value.DeepClone();
            }
        }
    }

    /// <summary>
    /// An operation without a path: its value holds attributes (RFC 7644, section 3.5.2.1). Those that only the service sets are
    /// passed over, as in POST and PUT: Okta sends the id along.
    /// </summary>
    private static void ApplyToWhole(
        JsonObject resource, PatchOperation operation, ResourceType type, List<DetachedChange> detached, PatchSession session)
    {
        if (operation.Value is not JsonObject values)
            throw Refusal.Value("value", operation.Value, "an object of attributes where the operation has no path");
        foreach (var (name, value) in values)
        {
            if (type.Extension(name) is { } extension)
            {
                foreach (var (part, partValue) in Parts(extension, value))
                {
                    var reference = new AttributeReference(extension, Known(extension, part), null);
                    ApplyMember(resource, operation, reference, partValue, detached, session);
                }
            }
            else
            {
                var attribute = type.Attribute(name) ?? throw Refusal.UnknownAttribute(name, type);
                ApplyMember(resource, operation, new AttributeReference(null, attribute, null), value, detached, session);
            }
        }
    }

    private static void ApplyMember(
        JsonObject resource,
        PatchOperation operation,
        AttributeReference reference,
        JsonNode? value,
        List<DetachedChange> detached,
        PatchSession session)
    {
        if (reference.Attribute!.Mutability == Mutability.ReadOnly)
            return;
        if (reference.Attribute.Detached)
            detached.Add(DetachedPatch.Change(operation.Kind, reference.Attribute, null, value, session.Budget));
        else
            Set(resource, operation with { Value = value }, reference, session);
    }

    private static void ApplyToPath(
        JsonObject resource,
        PatchOperation operation,
        PatchPath path,
        ResourceType type,
        List<DetachedChange> detached,
        PatchSession session)
    {
        var reference = type.Resolve(path.Attribute) ?? throw Refusal.UnknownAttribute(path.ToString(), type);
        if (reference.Attribute is null)
        {
            if (path.Filter is not null)
                throw ScimException.InvalidPath($"'{path}' has a filter, which an extension does not take.");
            ApplyToExtension(resource, operation, reference.Extension!, detached, session);
            return;
        }

        if (reference.Attribute.Mutability == Mutability.ReadOnly || reference.SubAttribute?.Mutability == Mutability.ReadOnly)
            throw ScimException.Mutability($"'{path}' is read-only.");
        if (reference.Attribute.Detached)
        {
            if (reference.SubAttribute is not null || path.SubAttribute is not null)
                throw ScimException.Mutability($"'{path}' is immutable: add and remove whole elements of '{reference.Attribute.Name}'.");
            detached.Add(DetachedPatch.Change(operation.Kind, reference.Attribute, path.Filter, operation.Value, session.Budget));
        }
        else if (path.Filter is not null)
        {
            session.Touch(reference);
            ElementPatch.Apply(Parent(resource, reference), operation, reference, path, session);
            Tidy(resource, reference);
        }
        else
        {
            Set(resource, operation, reference, session);
        }
    }

    private static void ApplyToExtension(
        JsonObject resource, PatchOperation operation, Schema extension, List<DetachedChange> detached, PatchSession session)
    {
        session.Touch(new AttributeReference(extension, null, null));
        if (operation.Kind == PatchOperationKind.Remove)
            resource.Remove(extension.Id);
        else
        {
            foreach (var (name, value) in Parts(extension, operation.Value))
                ApplyMember(resource, operation, new AttributeReference(extension, Known(extension, name), null), value, detached, session);
        }
    }

    private static void Set(JsonObject resource, PatchOperation operation, AttributeReference reference, PatchSession session)
    {
        // Write-only values are checked like others and kept nowhere.
        if (reference.Attribute!.Mutability == Mutability.WriteOnly)
        {
            ValueReader.Read(reference.Attribute, operation.Value, reference.ToString());
            return;
        }

        session.Touch(reference);
        AttributePatch.Apply(Parent(resource, reference), operation, reference, session);
        Tidy(resource, reference);
    }

    /// <summary>The object that holds the attribute: the resource, or the extension in it, which is there from then on.</summary>
    private static JsonObject Parent(JsonObject resource, AttributeReference reference)
    {
        if (reference.Extension is null)
            return resource;
        if (resource[reference.Extension.Id] is not JsonObject extension)
            resource[reference.Extension.Id] = extension = [];
        return extension;
    }

    /// <summary>Removes the extension if the operation left nothing in it.</summary>
    private static void Tidy(JsonObject resource, AttributeReference reference)
    {
        if (reference.Extension is { } extension && resource[extension.Id] is JsonObject { Count: 0 })
            resource.Remove(extension.Id);
    }

    /// <summary>The attributes in an extension's value. Some clients put the <c>schemas</c> of the resource there too.</summary>
    private static IEnumerable<KeyValuePair<string, JsonNode?>> Parts(Schema extension, JsonNode? value) =>
        value is JsonObject parts
            ? parts.Where(part => !part.Key.Equals("schemas", StringComparison.OrdinalIgnoreCase))
            : throw Refusal.Value(extension.Id, value, "an object");

    private static AttributeDefinition Known(Schema extension, string name) =>
        extension.Attributes.Named(name) ?? throw Refusal.UnknownPart($"{extension.Id}:{name}", extension.Attributes);
}
