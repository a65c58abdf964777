using System.Buffers;
using System.IO.Pipelines;

namespace Scim.Bus.ServiceDefaults.Http;

/// <summary>Writes to a connection, and replaces Kestrel's refusals without a body by such with one.</summary>
internal sealed class RefusalWriter(PipeWriter inner, RequestLine line) : PipeWriter
{
    /// <summary>What was lent to Kestrel last. It is looked at before it is passed on, so that nothing is copied.</summary>
    private Memory<byte> _lent;

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    public override void Advance(int bytes)
    {
        var written = _lent[..Math.Min(bytes, _lent.Length)];
        _lent = _lent[written.Length..];
        if (line.IsHead || Refusal.Explain(written.Span, line.IsScim) is not { } explained)
        {
            inner.Advance(bytes);
            return;
        }

        inner.Advance(0);
        _lent = default;
        inner.Write(explained);
    }

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);

    /// <remarks>
    /// Never so little that Kestrel would write a refusal in two parts: while an earlier response is still being sent, what that has left
    /// of its buffer would be lent next.
    /// </remarks>
    public override Memory<byte> GetMemory(int sizeHint = 0) => _lent = inner.GetMemory(Math.Max(sizeHint, Refusal.LongestHead));

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) =>
        inner.WriteAsync(source, cancellationToken);
}
