using System.Runtime.CompilerServices;

namespace Scim.Bus.DocumentStore;

/// <summary>Reads query results page by page.</summary>
public static class DocumentPaging
{
    /// <summary>Gets the position right after a document in the sort order of a query.</summary>
    public static PagePosition PositionAfter<T>(this IDocumentCollection<T> collection, DocumentQuery query, Document<T> document)
        where T : class =>
        new(query.Sort?.ValueIn(collection.Definition.SearchDocumentOf(document.Body)), document.Id);

    /// <summary>
    /// Streams all documents that a query selects. They are read in pages of the query's limit, so memory does not grow with their number.
    /// </summary>
    public static async IAsyncEnumerable<Document<T>> StreamAsync<T>(
        this IDocumentCollection<T> collection, DocumentQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            var page = await collection.QueryAsync(query, cancellationToken);
            foreach (var document in page)
                yield return document;
            if (page.Count < query.Limit)
                yield break;
            query = query with { Skip = 0, After = collection.PositionAfter(query, page[^1]) };
        }
    }
}
