using System.Text.Json.Nodes;
using Scim.Protocol.Schemas;

namespace Scim.Protocol.Patch;

/// <summary>What became of a resource.</summary>
/// <param name="Resource">The resource after all operations.</param>
/// <param name="Changed">The paths whose values differ from before; none for a PATCH that said nothing new.</param>
/// <param name="Detached">What is asked of attributes that are kept elsewhere.</param>
/// <param name="LastAssigned">
/// The last values that the PATCH gave attributes with <see cref="AttributeDefinition.KeptIfOmitted"/>, be they unassigned after that.
/// </param>
public sealed record PatchResult(
    JsonObject Resource, IReadOnlyList<string> Changed, IReadOnlyList<DetachedChange> Detached, JsonObject LastAssigned);
