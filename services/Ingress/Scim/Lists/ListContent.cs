using Scim.Bus.Ingress.Scim.Http;
using Scim.Protocol.Schemas;

namespace Scim.Bus.Ingress.Scim.Lists;

/// <summary>
/// A ListResponse (RFC 7644, section 3.4.2). It ends early once the groups on it have had too many members: a page may be shorter than what
/// was asked for, and <c>itemsPerPage</c> says so (section 3.4.2.4). What depends on that follows the resources.
/// </summary>
/// <param name="resources">The resources of the page.</param>
/// <param name="total">Number of resources on all pages.</param>
/// <param name="startIndex">One-based index of the first one; null with a cursor.</param>
/// <param name="maxMembers">Members after which the page ends.</param>
/// <param name="cursorAfter">Returns the cursor after so many resources of the page; null if none follow.</param>
internal sealed class ListContent(
    IReadOnlyList<ResourceContent> resources, long total, int? startIndex, int maxMembers, Func<int, string?> cursorAfter) : IScimContent
{
    public async Task WriteAsync(ScimWriter writer, CancellationToken cancellationToken)
    {
        writer.Json.WriteStartObject();
        writer.Json.WriteStartArray("schemas");
        writer.Json.WriteStringValue(SchemaUrns.ListResponse);
        writer.Json.WriteEndArray();
        writer.Json.WriteNumber("totalResults", total);
        if (startIndex is { } index)
            writer.Json.WriteNumber("startIndex", index);
        writer.Json.WriteStartArray("Resources");
        var written = await WriteResourcesAsync(writer, cancellationToken);
        writer.Json.WriteEndArray();
        writer.Json.WriteNumber("itemsPerPage", written);
        if (cursorAfter(written) is { } cursor)
            writer.Json.WriteString("nextCursor", cursor);
        writer.Json.WriteEndObject();
    }

    private async Task<int> WriteResourcesAsync(ScimWriter writer, CancellationToken cancellationToken)
    {
        var (written, members) = (0, 0L);
        foreach (var resource in resources)
        {
            if (members > maxMembers)
                break;
            members += await resource.WriteAsync(writer, cancellationToken);
            written++;
            await writer.FlushIfFullAsync(cancellationToken);
        }

        return written;
    }
}
