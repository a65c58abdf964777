using System.Diagnostics;
using System.Globalization;
using MassTransit;
using Scim.Bus.Contracts;
using Scim.Bus.Contracts.Internal;
using Scim.Bus.DocumentStore;
using Scim.Bus.Messaging.Transport;

namespace Scim.Bus.Console.Timeline;

/// <summary>Writes the provisioning log: a line for each step that a message reports, with its trace (I8).</summary>
internal sealed class TimelineConsumer(TimelineWriter writer) :
    IConsumer<UserProvisioned>,
    IConsumer<UserUpdated>,
    IConsumer<UserDeprovisioned>,
    IConsumer<DeactivationRefused>,
    IConsumer<GroupProvisioned>,
    IConsumer<GroupUpdated>,
    IConsumer<GroupDeprovisioned>,
    IConsumer<GroupMembershipChanged>,
    IConsumer<AccessGroupConflictDetected>,
    IConsumer<AccountProvisioned>,
    IConsumer<AccountUpdated>,
    IConsumer<AccountDeprovisioned>,
    IConsumer<AccessGroupApplied>,
    IConsumer<NotificationSent>,
    IConsumer<ProvisioningFailed>,
    IConsumer<TimelineEntry>
{
    public Task Consume(ConsumeContext<UserProvisioned> context) =>
        WriteAsync(context, TimelineLines.From(context.Message));

    public Task Consume(ConsumeContext<UserUpdated> context) =>
        WriteAsync(context, TimelineLines.From(context.Message));

    public Task Consume(ConsumeContext<UserDeprovisioned> context) =>
        WriteAsync(context, TimelineLines.From(context.Message));

    public Task Consume(ConsumeContext<DeactivationRefused> context) =>
        WriteAsync(context, TimelineLines.From(context.Message));

    public Task Consume(ConsumeContext<GroupProvisioned> context) =>
        WriteAsync(context, TimelineLines.From(context.Message));

    public Task Consume(ConsumeContext<GroupUpdated> context) =>
        WriteAsync(context, TimelineLines.From(context.Message));

    public Task Consume(ConsumeContext<GroupDeprovisioned> context) =>
        WriteAsync(context, TimelineLines.From(context.Message));

    public Task Consume(ConsumeContext<GroupMembershipChanged> context) =>
        WriteAsync(context, [.. TimelineLines.From(context.Message)]);

    public Task Consume(ConsumeContext<AccessGroupConflictDetected> context) =>
        WriteAsync(context, TimelineLines.From(context.Message));

    public Task Consume(ConsumeContext<AccountProvisioned> context) =>
        WriteAsync(context, TimelineLines.From(context.Message));

    public Task Consume(ConsumeContext<AccountUpdated> context) =>
        WriteAsync(context, TimelineLines.From(context.Message));

    public Task Consume(ConsumeContext<AccountDeprovisioned> context) =>
        WriteAsync(context, TimelineLines.From(context.Message));

    public Task Consume(ConsumeContext<AccessGroupApplied> context) =>
        WriteAsync(context, TimelineLines.From(context.Message));

    public Task Consume(ConsumeContext<NotificationSent> context) =>
        WriteAsync(context, TimelineLines.From(context.Message));

    public Task Consume(ConsumeContext<ProvisioningFailed> context) =>
        WriteAsync(context, TimelineLines.From(context.Message));

    public Task Consume(ConsumeContext<TimelineEntry> context) =>
        WriteAsync(context, TimelineLines.From(context.Message));

    /// <remarks>
    /// Keys contain the message id, so a repeated message makes no second line. They begin with the time, so they sort as the log does.
    /// </remarks>
    private Task WriteAsync<TMessage>(ConsumeContext<TMessage> context, params IReadOnlyList<TimelineItem> lines)
        where TMessage : class, ITenantMessage
    {
        if (context.IsReplay())
            return Task.CompletedTask;
        var message = context.MessageId ?? throw new InvalidOperationException("The message has no id.");
        var trace = Activity.Current?.TraceId.ToString();
        return writer.WriteAsync([.. lines.Select((line, i) => new Document<TimelineItem>
        {
            Tenant = context.Message.Tenant,
            Id = string.Create(CultureInfo.InvariantCulture, $"{line.At.UtcTicks:x16}-{message:n}-{i:x4}"),
            Body = line with { TraceId = trace },
        })]);
    }
}
