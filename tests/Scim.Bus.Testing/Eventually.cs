using System.Diagnostics.CodeAnalysis;
using Xunit;

namespace Scim.Bus.Testing;

/// <summary>
/// Assertions that become true after a while: retried until they pass or time is up.
/// </summary>
/// <remarks>
/// A test goes on as soon as the assertion passes, so a long wait costs nothing where all is well; on a machine that does much else it is
/// what keeps the test green. A wait ends at once if a process ended that was started for the test.
/// </remarks>
public static class Eventually
{
    /// <summary>
    /// How long a wait may last unless a test says otherwise: long enough for a machine that is ten times slower than usual. Under mutation
    /// testing most waits are in vain.
    /// </summary>
    public static readonly TimeSpan Patience = TestSize.IsMutationTesting ? TimeSpan.FromSeconds(10) : TimeSpan.FromMinutes(5);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LastChance = TimeSpan.FromSeconds(1);

    /// <summary>Passes once <paramref name="assertion"/> does not throw.</summary>
    /// <param name="assertion">Asserts; must be safe to run many times.</param>
    /// <param name="within">How long it may take; <see cref="Patience"/> unless told.</param>
    /// <param name="because">Why it should become so, for the failure message.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="NotEventuallyException">
    /// Time is up, or a process that the test needs has ended; carries the last failure.
    /// </exception>
    public static Task Be(Func<Task> assertion, TimeSpan? within = null, string? because = null, TimeProvider? time = null) =>
        Get(
            async () =>
            {
                await assertion();
                return "passed";
            },
            within,
            because,
            time);

    /// <inheritdoc cref="Be(Func{Task}, TimeSpan?, string?, TimeProvider?)"/>
    public static Task Be(Action assertion, TimeSpan? within = null, string? because = null, TimeProvider? time = null) =>
        Be(
            () =>
            {
                assertion();
                return Task.CompletedTask;
            },
            within,
            because,
            time);

    /// <summary>Passes once <paramref name="condition"/> is true; one that throws counts as not yet true.</summary>
    /// <inheritdoc cref="Be(Func{Task}, TimeSpan?, string?, TimeProvider?)"/>
    public static Task Be(Func<Task<bool>> condition, TimeSpan? within = null, string? because = null, TimeProvider? time = null) =>
        Be(
            async () =>
            {
                if (!await condition()) throw new InvalidOperationException("The condition is false.");
            },
            within,
            because,
            time);

    /// <inheritdoc cref="Be(Func{Task{bool}}, TimeSpan?, string?, TimeProvider?)"/>
    public static Task Be(Func<bool> condition, TimeSpan? within = null, string? because = null, TimeProvider? time = null) =>
        Be(() => Task.FromResult(condition()), within, because, time);

    /// <summary>The first result of <paramref name="source"/> that is there: not null, and without an exception.</summary>
    /// <exception cref="NotEventuallyException">Time is up; carries the last failure.</exception>
    public static async Task<T> Get<T>(
        Func<Task<T?>> source, TimeSpan? within = null, string? because = null, TimeProvider? time = null)
        where T : class
    {
        var attempt = new Attempts(within ?? Patience, because, time ?? TimeProvider.System);
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (await attempt.TryAsync(source) is { } result) return result;
            await attempt.PauseAsync(pause);
        }
    }

    private sealed class Attempts(TimeSpan within, string? because, TimeProvider time)
    {
        private readonly long _start = time.GetTimestamp();
        private int _count;
        private Exception _last = new InvalidOperationException("There was no result.");
        private string _cutOff = "";

        private TimeSpan Left => within - time.GetElapsedTime(_start);

        public async Task<T?> TryAsync<T>(Func<Task<T?>> source)
            where T : class
        {
            _count++;
            // An attempt that hangs must not outlive the patience by much. One that starts as time runs out gets a
            // fair chance all the same: what it finds says more than that it was cut off.
            var limit = Left > LastChance ? Left : LastChance;
            try
            {
                return await source().WaitAsync(limit, time);
            }
            catch (TimeoutException) when (Left <= TimeSpan.Zero && _count > 1)
            {
                // What the attempt before it found says more than that this one was cut off.
                _cutOff = FormattableString.Invariant($" The last attempt was cut off after {limit.TotalSeconds:0.0} s.");
                return null;
            }
            catch (Exception e) when (e is not SkipException)
            {
                _last = e;
                return null;
            }
        }

        public async Task PauseAsync(TimeSpan pause)
        {
            if (UnexpectedExits.Report is { } report) GiveUp($"\n{report}\n");
            if (Left <= TimeSpan.Zero) GiveUp(report: "");

            // The last pause is cut, so that the last attempt comes right when time is up and not before.
            await Task.Delay(pause < Left ? pause : Left, time);
        }

        [DoesNotReturn]
        private void GiveUp(string report)
        {
            var reason = because is null ? "" : $", because {because}";
            var took = time.GetElapsedTime(_start);
            var effort = FormattableString.Invariant($"{took.TotalSeconds:0.0} s and {_count} attempts");
            throw new NotEventuallyException($"Not so after {effort}{reason}: {report}{_last.Message}{_cutOff}", _last);
        }
    }
}

/// <summary>What <see cref="Eventually"/> waited for did not happen. The inner exception is the last attempt's.</summary>
public sealed class NotEventuallyException(string message, Exception last) : Exception(message, last);
