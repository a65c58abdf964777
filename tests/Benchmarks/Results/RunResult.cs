using System.Text.Json;

namespace Scim.Bus.Benchmarks.Results;

/// <summary>The results of a run, which a later one can be compared with.</summary>
internal sealed record RunResult
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>What ran, such as <c>AllInOne, SQLite</c>.</summary>
    public required string Layout { get; init; }

    public required DateTimeOffset At { get; init; }

    public required int Cores { get; init; }

    /// <summary>Processor time of the yardstick's work, in milliseconds.</summary>
    public required double Yardstick { get; init; }

    /// <summary>Processor time of each process from its start to being ready, in milliseconds.</summary>
    public required IReadOnlyDictionary<string, double> Start { get; init; }

    /// <summary>What creating users costs right after the start.</summary>
    public required Measurement FirstUsers { get; init; }

    public required IReadOnlyList<Measurement> Measurements { get; init; }

    /// <exception cref="InvalidDataException">The file holds no results.</exception>
    public static RunResult Read(string file) =>
        JsonSerializer.Deserialize<RunResult>(File.ReadAllText(file), Json) ?? throw new InvalidDataException($"{file} holds no results.");

    public void Write(string file) => File.WriteAllText(file, JsonSerializer.Serialize(this, Json));
}
