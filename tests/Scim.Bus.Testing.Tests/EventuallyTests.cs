using Xunit;

namespace Scim.Bus.Testing.Tests;

public sealed class EventuallyTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task Passes_as_soon_as_the_assertion_does()
    {
        var attempts = 0;

        await Eventually.Be(() => Assert.Equal(3, ++attempts));

        Assert.Equal(3, attempts);
    }

    [Fact]
    public async Task Fails_with_the_last_failure_the_time_and_the_reason()
    {
        var attempts = 0;

        var failure = await Assert.ThrowsAsync<NotEventuallyException>(
            () => Eventually.Be(async () => Assert.Equal(0, await Task.FromResult(++attempts)), Short, "nobody counts"));

        Assert.Matches($@"^Not so after \d+\.\d s and {attempts} attempts, because nobody counts: ", failure.Message);
        Assert.IsAssignableFrom<Xunit.Sdk.EqualException>(failure.InnerException);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Does_not_wait_for_an_attempt_that_hangs()
    {
        var failure = await Assert.ThrowsAsync<NotEventuallyException>(
            () => Eventually.Be(() => Task.Delay(Timeout.Infinite), Short));

        Assert.IsType<TimeoutException>(failure.InnerException);
    }

    [Fact]
    [Trait("Takes", "Seconds")]
    public async Task Tells_of_the_failure_before_an_attempt_that_was_cut_off()
    {
        var attempts = 0;

        var failure = await Assert.ThrowsAsync<NotEventuallyException>(() => Eventually.Be(
            () => ++attempts == 1 ? throw new InvalidOperationException("The first of all.") : Task.Delay(Timeout.Infinite),
            TimeSpan.FromMilliseconds(900)));

        Assert.Matches(@"The first of all\. The last attempt was cut off after \d+\.\d s\.$", failure.Message);
        Assert.IsType<InvalidOperationException>(failure.InnerException);
    }

    [Fact]
    public async Task Tries_at_least_once_however_short_the_time() => await Eventually.Be(() => true, TimeSpan.Zero);

    [Fact]
    public async Task Lets_a_skipped_test_be_skipped() =>
        await Assert.ThrowsAsync<SkipException>(() => Eventually.Be(() => Skip.If(true, "not here")));

    [Fact]
    public async Task Gets_the_first_result_that_is_there()
    {
        var results = new Queue<string?>([null, null, "found"]);

        Assert.Equal("found", await Eventually.Get(() => Task.FromResult(results.Dequeue())));
    }
}
