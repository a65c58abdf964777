using Scim.Bus.Benchmarks.Results;

namespace Scim.Bus.Benchmarks.Runs;

/// <summary>The costs of rounds of the same scenarios: they fall while the runtime still compiles what is used most.</summary>
internal sealed class FallingCosts
{
    /// <summary>A cost has fallen when it is less than this part of the least before.</summary>
    private const double Fallen = 0.95;

    /// <summary>How many rounds in a row show that nothing falls any more: a single one can be dear by chance.</summary>
    private const int Enough = 2;

    private readonly Dictionary<string, double> _least = [];
    private int _roundsSince;

    public bool StillFall => _roundsSince < Enough;

    public void NextRound() => _roundsSince++;

    /// <summary>Takes in what a scenario cost in this round.</summary>
    public void Add(Measurement of)
    {
        var least = _least.GetValueOrDefault(of.Scenario, double.MaxValue);
        if (of.Total < least * Fallen)
            _roundsSince = 0;
        _least[of.Scenario] = Math.Min(of.Total, least);
    }
}
