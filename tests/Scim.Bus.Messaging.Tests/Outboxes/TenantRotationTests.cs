using Scim.Bus.Contracts;
using Scim.Bus.Outbox;

namespace Scim.Bus.Messaging.Tests.Outboxes;

/// <summary>Tenants take turns, each with its oldest item.</summary>
public sealed class TenantRotationTests
{
    private static readonly TenantId Acme = TenantId.Parse("acme", null);
    private static readonly TenantId Globex = TenantId.Parse("globex", null);

    private readonly TenantRotation<int> _rotation = new();

    [Fact]
    public void A_tenant_that_comes_later_waits_for_one_item_of_another()
    {
        foreach (var item in new[] { 1, 2, 3 })
            _rotation.Add(Acme, item);
        Assert.Equal(1, Take());
        _rotation.Add(Globex, 10);
        _rotation.Add(Globex, 11);
        Assert.Equal([2, 10, 3, 11], [Take(), Take(), Take(), Take()]);
        Assert.False(_rotation.TryTake(out _));
    }

    [Fact]
    public void Items_are_counted_for_all_and_for_each()
    {
        Assert.Equal((0, 0), (_rotation.Count, _rotation.CountOf(Acme)));
        _rotation.Add(Acme, 1);
        _rotation.Add(Acme, 2);
        _rotation.Add(Globex, 3);
        Assert.Equal((3, 2, 1), (_rotation.Count, _rotation.CountOf(Acme), _rotation.CountOf(Globex)));
        Take();
        Take();
        Assert.Equal((1, 1, 0), (_rotation.Count, _rotation.CountOf(Acme), _rotation.CountOf(Globex)));
        Take();
        _rotation.Add(Globex, 4);
        Assert.Equal(4, Take());
    }

    private int Take()
    {
        Assert.True(_rotation.TryTake(out var item));
        return item;
    }
}
