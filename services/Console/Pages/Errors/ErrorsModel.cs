using Scim.Bus.ServiceDefaults.Errors;

namespace Scim.Bus.Console.Pages.Errors;

/// <summary>A page of the messages that services set aside.</summary>
/// <param name="Errors">The messages.</param>
/// <param name="Queue">A part of the names of queues; empty for all.</param>
/// <param name="Away">Services that did not answer.</param>
/// <param name="First">Address of the first page; null on it.</param>
/// <param name="Next">Address of the next page; null on the last one.</param>
/// <param name="MayOperate">Whether they may be retried and discarded.</param>
public sealed record ErrorsModel(
    IReadOnlyList<ErrorItem> Errors, string Queue, IReadOnlyList<string> Away, string? First, string? Next, bool MayOperate);
