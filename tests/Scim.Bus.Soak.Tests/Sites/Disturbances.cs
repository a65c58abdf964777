namespace Scim.Bus.Soak.Tests.Sites;

/// <summary>
/// When a part was killed, frozen or full, so that a request may have failed by it. Whatever else fails is a finding. An outage of the
/// broker is no excuse: pushes are accepted without one.
/// </summary>
internal sealed class Disturbances(Story story)
{
    private readonly Lock _gate = new();
    private readonly List<(TimeSpan Begin, TimeSpan? End)> _windows = [];

    public TimeSpan Now => story.Now;

    /// <summary>From now on until the result is disposed, requests may fail.</summary>
    public IDisposable Begin()
    {
        lock (_gate)
        {
            _windows.Add((Now, null));
            return new Window(this, _windows.Count - 1);
        }
    }

    /// <exception cref="SoakFailedException">Nothing was disturbed since the request began.</exception>
    public void RequireExcuse(TimeSpan begun, string failure)
    {
        lock (_gate)
        {
            if (_windows.Any(window => window.End is not { } end || end >= begun)) return;
        }

        throw new SoakFailedException($"Nothing was killed or full, but {failure}");
    }

    private void End(int index)
    {
        lock (_gate) _windows[index] = (_windows[index].Begin, Now);
    }

    private sealed class Window(Disturbances disturbances, int index) : IDisposable
    {
        public void Dispose() => disturbances.End(index);
    }
}
