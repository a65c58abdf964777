namespace Scim.Bus.Testing;

/// <summary>What an <see cref="SmtpSink"/> is told to do wrong; shared by its connections.</summary>
internal sealed class SmtpMischief
{
    private readonly Lock _gate = new();
    private int _refusals;
    private string _refusal = "";
    private string? _refused;
    private int _drops;
    private bool _dropsAreKept;
    private int _delays;
    private TimeSpan _delay;

    public void RefuseRecipients(int count, string answer, string? address)
    {
        lock (_gate) (_refusals, _refusal, _refused) = (count, answer, address);
    }

    public void DropAfterData(int count, bool keepMessage)
    {
        lock (_gate) (_drops, _dropsAreKept) = (count, keepMessage);
    }

    public void DelayAcceptance(int count, TimeSpan delay)
    {
        lock (_gate) (_delays, _delay) = (count, delay);
    }

    /// <summary>The answer to this recipient, if it is to be refused.</summary>
    public string? NextRefusal(string address)
    {
        lock (_gate) return (_refused is null || _refused == address) && _refusals-- > 0 ? _refusal : null;
    }

    /// <summary>Whether to hang up on this message, and whether to keep it all the same.</summary>
    public (bool Drop, bool Keep) NextEnding()
    {
        lock (_gate) return _drops-- > 0 ? (true, _dropsAreKept) : (false, true);
    }

    /// <summary>How long to think about this message before accepting it.</summary>
    public TimeSpan NextDelay()
    {
        lock (_gate) return _delays-- > 0 ? _delay : TimeSpan.Zero;
    }

    public void Forget()
    {
        lock (_gate) _refusals = _drops = _delays = 0;
    }
}
