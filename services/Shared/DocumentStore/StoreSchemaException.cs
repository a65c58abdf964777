using System.Globalization;

namespace Scim.Bus.DocumentStore;

/// <summary>
/// A store was written with another schema (<see cref="StoreSchema"/>). To callers it is as unavailable as an unreachable one, so messages
/// stay in their queues until the process has stopped.
/// </summary>
public sealed class StoreSchemaException : StoreUnavailableException
{
    /// <summary>Describes the store in one line, with what to do.</summary>
    /// <param name="store">The file or database, as the beginning of a sentence.</param>
    /// <param name="found">Its stamp; null if it has none.</param>
    /// <param name="expected">The stamp that this version needs.</param>
    /// <param name="remedy">What to do before starting again, as the beginning of a sentence.</param>
    public StoreSchemaException(string store, int? found, int expected, string remedy)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"{store} was written by another version of Scim.Bus ({Stamp(found)}; schema {expected} is needed). {remedy}, "
            + $"then start again."))
    {
    }

    private static string Stamp(int? found) =>
        found is { } number ? string.Create(CultureInfo.InvariantCulture, $"schema {number}") : "no schema stamp";
}
