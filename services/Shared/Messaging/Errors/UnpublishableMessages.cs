using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Errors;

/// <inheritdoc />
internal sealed class UnpublishableMessages(IEnumerable<ErrorStore> stores) : IUnpublishableMessages
{
    private readonly IReadOnlyList<ErrorStore> _stores = [.. stores];

    public async Task<bool> TryKeepAsync(UnpublishableMessage message, CancellationToken cancellationToken)
    {
        if (_stores.FirstOrDefault(store => store.Service == message.Service) is not { } store)
            return false;
        await store.SaveAsync(message, cancellationToken);
        return true;
    }
}
