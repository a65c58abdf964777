using System.IO.Pipelines;

namespace Scim.Bus.ServiceDefaults.Http;

/// <summary>
/// A connection whose refusals have a body. Kestrel refuses a request that it can't read (a request line that is too long, for example)
/// before the application sees it, and sends a bare status. Everything else passes through unchanged.
/// </summary>
internal sealed class RefusalTransport : IDuplexPipe
{
    public RefusalTransport(IDuplexPipe inner)
    {
        var line = new RequestLine();
        Input = new RequestLineReader(inner.Input, line);
        Output = new RefusalWriter(inner.Output, line);
    }

    public PipeReader Input { get; }

    public PipeWriter Output { get; }
}
