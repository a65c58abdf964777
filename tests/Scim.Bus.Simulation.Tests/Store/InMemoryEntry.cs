using System.Text.Json;
using System.Text.Json.Nodes;
using Scim.Bus.DocumentStore;

namespace Scim.Bus.Simulation.Tests.Store;

/// <summary>
/// A stored document. Its body becomes what JSON keeps of it: at once or, where nobody can change it, when it is first read.
/// </summary>
internal sealed class InMemoryEntry<T>
    where T : class
{
    /// <summary>Records can't be changed by who reads them, so they are not copied. (Every record has a clone method.)</summary>
    private static readonly bool IsImmutable = typeof(T).GetMethod("<Clone>$") is not null;

    private readonly byte[]? _json;
    private Document<T> _document;
    private bool _isRead;

    public InMemoryEntry(Document<T> document)
    {
        _document = document;
        _json = IsImmutable ? null : JsonSerializer.SerializeToUtf8Bytes(document.Body, DocumentJson.Options);
    }

    public Document<T> Document
    {
        get
        {
            if (_json is not null)
                return _document with { Body = JsonSerializer.Deserialize<T>(_json, DocumentJson.Options)! };
            if (!_isRead)
            {
                var json = JsonSerializer.SerializeToUtf8Bytes(_document.Body, DocumentJson.Options);
                _document = _document with { Body = JsonSerializer.Deserialize<T>(json, DocumentJson.Options)! };
                _isRead = true;
            }

            return _document;
        }
    }

    /// <summary>The document as it was written: for what does not look at what JSON keeps.</summary>
    public Document<T> Written => _document;

    /// <summary>What queries see; made when the first one looks.</summary>
    public JsonObject? Resource { get; set; }
}
