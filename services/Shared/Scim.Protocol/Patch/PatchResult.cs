using System.Text.Json.Nodes;

namespace Scim.Protocol.Patch;

/// <summary>What became of a resource.</summary>
/// <param name="Resource">The resource after all operations.</param>
/// <param name="Changed">The paths whose values differ from before; none for a PATCH that said nothing new.</param>
/// <param name="Detached">What is asked of attributes that are kept elsewhere.</param>
public sealed record PatchResult(JsonObject Resource, IReadOnlyList<string> Changed, IReadOnlyList<DetachedChange> Detached);
