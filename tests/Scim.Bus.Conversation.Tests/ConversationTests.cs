using Xunit.Abstractions;

namespace Scim.Bus.Conversation.Tests;

/// <summary>
/// How much the services say and write about what an identity provider pushes: messages, deliveries and durable writes, by user. Exact,
/// because each costs, and a message too many shows nowhere else.
/// </summary>
public sealed class ConversationTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public async Task What_is_pushed_costs(int users)
    {
        await using var services = await AllServices.StartAsync();
        var pushes = new Pushes(services, $"of{users}", users);
        var (first, second) = (await pushes.CreateGroupAsync("first"), await pushes.CreateGroupAsync("second"));
        await services.QuietAsync();
        services.Counter.Take();

        await MeasureAsync(services, "created", pushes.CreateAsync);
        await MeasureAsync(services, "renamed", pushes.RenameAsync);
        await MeasureAsync(services, "added to a group", () => pushes.AddAsync(first));
        await MeasureAsync(services, "their group configured", () => pushes.ConfigureAsync(first));
        await MeasureAsync(services, "moved, added first", async () =>
        {
            await pushes.AddAsync(second);
            await services.QuietAsync();
            await pushes.RemoveAsync(first);
        });
        await MeasureAsync(services, "moved, removed first", async () =>
        {
            await pushes.RemoveAsync(second);
            await pushes.AddAsync(first);
        });
        await MeasureAsync(services, "deactivated", () => pushes.ActivateAsync(false));
        await MeasureAsync(services, "reactivated", () => pushes.ActivateAsync(true));
        await MeasureAsync(services, "deleted", pushes.DeleteAsync);
    }

    private async Task MeasureAsync(AllServices services, string what, Func<Task> push)
    {
        await push();
        await services.QuietAsync();
        output.WriteLine($"== {what}\n{services.Counter.Take()}");
    }
}
