using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Console.Identity;

/// <summary>
/// Keeps ASP.NET Core's data-protection keys, with which sessions and forms are protected, in the Console's database: they outlive a
/// restart, and all Consoles of a deployment have the same.
/// </summary>
internal sealed class StoredKeys(
    IDocumentCollection<StoredKey> keys, IOptions<KeyProtectionOptions> protection, ILogger<StoredKeys> logger) : IXmlRepository
{
    private const int PageSize = 100;

    // The interface knows no tasks. It is called seldom: when the process starts, and when a key is made.
    public IReadOnlyCollection<XElement> GetAllElements() => ReadAsync().GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName)
    {
        StoreAsync(element).GetAwaiter().GetResult();
        if (protection.Value.Certificate.Length == 0)
            logger.LogInformation("A key of sessions was stored unencrypted; Admin__KeyProtection__Certificate would encrypt the next one");
    }

    private async Task<IReadOnlyCollection<XElement>> ReadAsync()
    {
        var elements = new List<XElement>();
        var query = new DocumentQuery { Tenant = StoredSession.Partition, Limit = PageSize };
        await foreach (var document in keys.StreamAsync(query, CancellationToken.None))
            elements.Add(XElement.Parse(document.Body.Xml));
        return elements;
    }

    private async Task StoreAsync(XElement element)
    {
        var document = new Document<StoredKey>
        {
            Tenant = StoredSession.Partition,
            Id = Guid.CreateVersion7().ToString(),
            Body = new StoredKey { Xml = element.ToString(SaveOptions.DisableFormatting) },
        };
        (await keys.InsertAsync(document, CancellationToken.None)).EnsureDone("The key");
    }
}

/// <summary>A data-protection key as it is stored.</summary>
internal sealed record StoredKey
{
    /// <summary>The key, in the XML of ASP.NET Core.</summary>
    public required string Xml { get; init; }

    public static CollectionDefinition<StoredKey> Collection { get; } = new() { Service = "console", Name = "dataProtectionKeys" };
}
