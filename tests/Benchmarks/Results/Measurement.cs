namespace Scim.Bus.Benchmarks.Results;

/// <summary>What a request of a scenario costs, with all that follows from it in every process.</summary>
internal sealed record Measurement
{
    public required string Scenario { get; init; }

    public required int Requests { get; init; }

    /// <summary>Processor time of each service and the broker, in milliseconds a request.</summary>
    public required IReadOnlyDictionary<string, double> Processor { get; init; }

    public required double AnsweredPerSecond { get; init; }

    /// <summary>From request to answer, in milliseconds.</summary>
    public required double Median { get; init; }

    /// <summary>From request to answer, in milliseconds: 99 of 100 are no longer.</summary>
    public required double Percentile99 { get; init; }

    /// <summary>Bytes a request.</summary>
    public required double Allocated { get; init; }

    /// <summary>Messages a request.</summary>
    public required double Messages { get; init; }

    /// <summary>Durable writes a request.</summary>
    public required double Writes { get; init; }

    /// <summary>Changes that were made again, a request.</summary>
    public required double Conflicts { get; init; }

    /// <summary>The most memory that the processes of each service have had so far, in MiB.</summary>
    public required IReadOnlyDictionary<string, double> Memory { get; init; }

    /// <summary>Processor time of all processes, in milliseconds a request.</summary>
    public double Total => Processor.Values.Sum();
}
