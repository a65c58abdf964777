using System.Globalization;

namespace Scim.Bus.Soak.Tests;

/// <summary>
/// How long the soak runs, from which seed and on which store: environment variables, which <c>tests/run.sh --soak</c> passes on.
/// </summary>
internal sealed record SoakSettings
{
    /// <summary>Minutes; 0 for the short form, which goes once through a fixed list of faults.</summary>
    public required int Minutes { get; init; }

    /// <summary>What the histories and the faults follow from.</summary>
    public required int Seed { get; init; }

    /// <summary>True for MongoDB, false for SQLite.</summary>
    public required bool OnMongoDb { get; init; }

    /// <summary>Only faults whose names contain one of these befall the site, one at a time; empty for any.</summary>
    public required IReadOnlyList<string> OnlyFaults { get; init; }

    /// <summary>The random numbers of a part of the soak: the same in every run with this seed.</summary>
    public Random RandomFor(int part) => new(unchecked((Seed * 7_919) + part));

    public bool IsShort => Minutes == 0;

    /// <summary>The command that runs the same again.</summary>
    public string Command => IsShort
        ? "tests/run.sh Soak"
        : $"SCIMBUS_SOAK_SEED={Seed} SCIMBUS_SOAK_MINUTES={Minutes} SCIMBUS_SOAK_STORE={Store} {Others}tests/run.sh --soak";

    private static string Others => string.Concat(
        new[] { "SCIMBUS_BROKER", "SCIMBUS_SOAK_FAULTS" }.Where(name => Text(name) is not null).Select(name => $"{name}='{Text(name)}' "));

    private string Store => OnMongoDb ? "MongoDb" : "Sqlite";

    /// <summary>The settings of this run.</summary>
    public static SoakSettings Current { get; } = Read();

    private static SoakSettings Read()
    {
        var isSoak = Text("SCIMBUS_SOAK") == "1";
        var minutes = isSoak ? Number("SCIMBUS_SOAK_MINUTES") ?? 20 : 0;
        var seed = Number("SCIMBUS_SOAK_SEED") ?? (isSoak ? Random.Shared.Next(1, 1_000_000) : 1);
        var onMongoDb = Text("SCIMBUS_SOAK_STORE") switch
        {
            null or "Sqlite" => false,
            "MongoDb" => true,
            { } other => throw new InvalidOperationException($"SCIMBUS_SOAK_STORE is '{other}'; it is Sqlite or MongoDb."),
        };
        var only = Text("SCIMBUS_SOAK_FAULTS")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        return new SoakSettings { Minutes = minutes, Seed = seed, OnMongoDb = onMongoDb, OnlyFaults = only };
    }

    private static string? Text(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? text : null;

    private static int? Number(string variable) =>
        Text(variable) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
