using System.Globalization;

namespace Scim.Bus.Benchmarks.Runs;

/// <summary>What a run measures, from the command line.</summary>
internal sealed record RunOptions
{
    public const string Usage = """
        dotnet run -c Release --project tests/Benchmarks -- run [options]
          --layout allinone|processes   all services in one process (the default), or each its own over RabbitMQ
          --store sqlite|mongodb        mongodb: a real one where there is a container engine, else the tests' stand-in
          --ingresses N                 processes of the ingress that share the load (1)
          --each N                      processes of each service but the Console, on MongoDB (1)
          --pushes N                    pushes of each scenario (1000)
          --connections N               concurrent requests (16)
          --warm-up N                   rounds of 500 pushes before, at most (12); conflicts need no more than one
          --scenarios a,b               only these, and those that they need; without it all of them
          --json FILE                   writes the results
          --compare FILE                prints the ratios to the results of an earlier run
        dotnet run -c Release --project tests/Benchmarks -- latency [users] [connections] [sqlite|mongodb]
        dotnet run -c Release --project tests/Benchmarks -- neighbours flood|cycle [requests a second] [seconds] [processes|allinone]
          [requests a second of each initial cycle]
        dotnet run -c Release --project tests/Benchmarks -- requests [on record]
        dotnet run -c Release --project tests/Benchmarks -- scale [users] [members] [tenants]
        dotnet run -c Release --project tests/Benchmarks -- worst
        dotnet run -c Release --project tests/Benchmarks -- protocol [options of BenchmarkDotNet]
        """;

    public bool IsAllInOne { get; private init; } = true;

    public bool IsMongo { get; private init; }

    public int Ingresses { get; private init; } = 1;

    public int Each { get; private init; } = 1;

    public int Pushes { get; private init; } = 1_000;

    public int Connections { get; private init; } = 16;

    /// <summary>Largest number of rounds before what is measured.</summary>
    public int WarmUp { get; private init; } = 12;

    public IReadOnlyList<string>? Scenarios { get; private init; }

    public string? Json { get; private init; }

    public string? Compare { get; private init; }

    /// <summary>What the results are called in tables.</summary>
    public string Layout => (IsAllInOne ? "AllInOne" : "six processes over RabbitMQ")
        + (IsMongo ? ", MongoDB" : ", SQLite")
        + (Each > 1 ? string.Create(CultureInfo.InvariantCulture, $", {Each} of each") : "")
        + (Ingresses > 1 ? string.Create(CultureInfo.InvariantCulture, $", {Ingresses} ingresses") : "");

    /// <exception cref="FormatException">An option is unknown or has no value.</exception>
    public static RunOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new RunOptions();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (i + 1 == arguments.Count)
                throw new FormatException($"{arguments[i]} has no value.");
            options = options.With(arguments[i], arguments[i + 1]);
        }

        if (options is { IsAllInOne: true, IsMongo: true } or { IsAllInOne: true, Ingresses: > 1 })
            throw new FormatException("AllInOne is measured on SQLite, with one ingress.");
        return options is { Each: > 1, IsMongo: false }
            ? throw new FormatException("Several processes of each service need MongoDB.")
            : options;
    }

    private RunOptions With(string name, string value) => (name, value) switch
    {
        ("--layout", "allinone") => this with { IsAllInOne = true },
        ("--layout", "processes") => this with { IsAllInOne = false },
        ("--store", "sqlite") => this with { IsMongo = false },
        ("--store", "mongodb") => this with { IsMongo = true },
        ("--ingresses", _) => this with { Ingresses = Number(value) },
        ("--each", _) => this with { Each = Number(value) },
        ("--pushes", _) => this with { Pushes = Number(value) },
        ("--connections", _) => this with { Connections = Number(value) },
        ("--warm-up", _) => this with { WarmUp = Number(value) },
        ("--scenarios", _) => this with { Scenarios = value.Split(',') },
        ("--json", _) => this with { Json = value },
        ("--compare", _) => this with { Compare = value },
        _ => throw new FormatException($"{name} {value} means nothing here."),
    };

    private static int Number(string value) => int.TryParse(value, CultureInfo.InvariantCulture, out var number) && number > 0
        ? number
        : throw new FormatException($"{value} is no number above 0.");
}
