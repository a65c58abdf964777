using System.Globalization;
using Scim.Bus.Contracts;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Messaging.Errors;

/// <summary>
/// Stores bodies in parts. A body whose record was never written, because the process died in between, is deleted a day later.
/// </summary>
internal sealed class ErrorBodyStore(IDocumentCollection<ErrorBody> parts, TimeProvider time)
{
    /// <summary>12 MB as base64, below MongoDB's 16 MB.</summary>
    private const int PartSize = 9_000_000;

    private static readonly TimeSpan CheckAfter = TimeSpan.FromDays(1);

    public async Task WriteAsync(string recordId, string key, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        for (var i = 0; i * PartSize < Math.Max(body.Length, 1); i++)
        {
            var part = body.Slice(i * PartSize, Math.Min(PartSize, body.Length - (i * PartSize)));
            await parts.InsertAsync(
                new Document<ErrorBody>
                {
                    Tenant = Partition,
                    Id = PartId(key, i),
                    DueAt = time.GetUtcNow() + CheckAfter,
                    Body = new ErrorBody(recordId, key, part.ToArray()),
                },
                cancellationToken);
        }
    }

    /// <exception cref="InvalidOperationException">There is no such body.</exception>
    public async Task<byte[]> ReadAsync(string key, CancellationToken cancellationToken)
    {
        var read = new List<byte[]>();
        while (await parts.GetAsync(Partition, PartId(key, read.Count), cancellationToken) is { } part)
            read.Add(part.Body.Content);
        return read.Count switch
        {
            0 => throw new InvalidOperationException($"The body {key} is not stored."),
            1 => read[0],
            _ => [.. read.SelectMany(content => content)],
        };
    }

    public async Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        for (var i = 0; await parts.GetAsync(Partition, PartId(key, i), cancellationToken) is { } part; i++)
            await parts.DeleteAsync(part, cancellationToken);
    }

    /// <summary>Deletes the bodies that are due for a check and belong to no record.</summary>
    /// <param name="isUsed">Returns whether a record has the key of a body.</param>
    /// <param name="cancellationToken">Stops between two parts.</param>
    public async Task PurgeAsync(Func<ErrorBody, Task<bool>> isUsed, CancellationToken cancellationToken)
    {
        const int Batch = 20;
        foreach (var part in await parts.DueAsync(time.GetUtcNow(), Batch, cancellationToken))
        {
            if (await isUsed(part.Body))
                await parts.ReplaceAsync(part with { DueAt = time.GetUtcNow() + CheckAfter }, cancellationToken);
            else
                await parts.DeleteAsync(part, cancellationToken);
        }
    }

    private static TenantId Partition => ErrorCollections.Partition;

    private static string PartId(string key, int number) => string.Create(CultureInfo.InvariantCulture, $"{key}-{number:d4}");
}
