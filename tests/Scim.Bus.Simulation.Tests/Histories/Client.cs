using System.Diagnostics;
using Scim.Bus.DocumentStore;
using Scim.Bus.Simulation.Tests.Kernel;
using Scim.Bus.Simulation.Tests.Model;
using Scim.Bus.Simulation.Tests.Processes;

namespace Scim.Bus.Simulation.Tests.Histories;

/// <summary>
/// A tenant's identity provider and admins. Two pushes run side by side, unless they are about the same; what gets no answer, or is told to
/// come back, is sent again.
/// </summary>
internal sealed class Client
{
    private const int Lanes = 2;

    private readonly World _world;
    private readonly PushPlanner _planner;
    private readonly Queue<Push> _pushes;
    private readonly List<Attempted> _running = [];

    public Client(World world, string tenant, IReadOnlyList<Push> pushes)
    {
        _world = world;
        Model = new ModelTenant(tenant);
        _planner = new PushPlanner(world, Model);
        _pushes = new Queue<Push>(pushes);
        _running.Add(new Attempted(_planner.Begin()));
    }

    public ModelTenant Model { get; }

    /// <summary>When the next attempt may be made; null if none is to be made.</summary>
    public DateTimeOffset? NextAttempt => _running.Where(push => push.IsWaiting).Min(push => (DateTimeOffset?)push.NotBefore);

    /// <summary>Adds what the client could do next.</summary>
    public void Gather(List<Option> options)
    {
        Begin();
        for (var i = 0; i < _running.Count; i++)
        {
            if (_running[i].IsWaiting && _running[i].NotBefore <= _world.Clock.Now)
                options.Add(new Option(this, Number: i));
        }
    }

    /// <summary>Sends the next request of one of the pushes that are under way.</summary>
    public void SendNext(int number) => Send(_running[number]);

    /// <summary>A process died: its requests get no answer.</summary>
    public void Lost(SimulatedProcess process)
    {
        foreach (var push in _running)
        {
            push.Open.RemoveAll(actor => actor.Process == process);
            if (push.Current?.Process != process)
                continue;
            push.Current = null;
            push.NotBefore = _world.Clock.Now + TimeSpan.FromSeconds(1);
        }

        _running.RemoveAll(push => push.IsOver);
    }

    /// <summary>The client hangs up, and sends the request again while the first is still being carried out.</summary>
    public void HangUp(Actor actor)
    {
        foreach (var push in _running.Where(push => push.Current == actor))
            push.Current = null;
    }

    private void Begin()
    {
        while (true)
        {
            if (_pushes.Count == 0 && _running.Count == 0 && _planner.End() is { } last)
                _running.Add(new Attempted(last));
            if (_running.Count >= Lanes || !_pushes.TryPeek(out var next))
                return;
            if (_running.Exists(push => push.Plan.Keys.Overlaps(PushPlanner.KeysOf(next))))
                return;
            var plan = _planner.Plan(next);
            if (plan is not null && _running.Exists(push => push.Plan.Keys.Overlaps(plan.Keys)))
                return;
            _pushes.Dequeue();
            if (plan is not null)
                _running.Add(new Attempted(plan));
        }
    }

    private void Send(Attempted push)
    {
        var request = push.Plan.Requests[push.Done];
        if (_world.PickProcess(request.Service) is not { } process)
        {
            push.NotBefore = _world.Clock.Now + TimeSpan.FromSeconds(1);
            return;
        }

        push.Met ??= request.Expect?.Invoke() ?? (() => { });
        var (number, isRepeated) = (push.Done, push.Attempts++ > 0);
        _world.Tell(() => $"{Model.Id} sends {request.Name} to {process}{(isRepeated ? " again" : "")}");
        Actor? actor = null;
        actor = process.Start(
            request.Name,
            Model.Id,
            async () =>
            {
                using var activity = new Activity("push");
                activity.Start();
                await process.EnterAsync(StepKind.Push, request.Name);
                await request.SendAsync(process, isRepeated);
            },
            failure => Ended(push, number, actor!, failure),
            isPush: true);
        push.Current = actor;
        push.Open.Add(actor);
    }

    /// <remarks>The answer to an attempt that was hung up on reaches nobody.</remarks>
    private void Ended(Attempted push, int number, Actor actor, Exception? failure)
    {
        push.Open.Remove(actor);
        if (push.Current == actor)
        {
            push.Current = null;
            var request = push.Plan.Requests[number];
            _world.Tell(() => $"{Model.Id} {request.Name}: {(failure is null ? "answered" : failure.Message)}");
            if (failure is null)
                Answered(push, request);
            else if (IsTryAgain(failure))
                push.NotBefore = _world.Clock.Now + TimeSpan.FromMilliseconds(200 * Math.Pow(2, Math.Min(push.Attempts, 5)));
            else
                _world.Watching.RequireNone(failure, request.Name);
        }

        _running.RemoveAll(open => open.IsOver);
    }

    private static void Answered(Attempted push, Request request)
    {
        request.Answered();
        push.Met!();
        (push.Met, push.Attempts) = (null, 0);
        push.Done++;
    }

    private static bool IsTryAgain(Exception failure) =>
        failure is StoreUnavailableException or DocumentConcurrencyException or Ingress.Directory.DirectoryConflictException
            or TryAgainException or MassTransit.MassTransitException;

    private sealed class Attempted(PushPlan plan)
    {
        public PushPlan Plan => plan;

        /// <summary>How many of its requests were answered.</summary>
        public int Done { get; set; }

        public int Attempts { get; set; }

        public DateTimeOffset NotBefore { get; set; }

        /// <summary>What must be true of the answer.</summary>
        public Action? Met { get; set; }

        /// <summary>The attempt that the client waits for; null if it waits for none.</summary>
        public Actor? Current { get; set; }

        /// <summary>All attempts that are still being carried out.</summary>
        public List<Actor> Open { get; } = [];

        /// <summary>True if an attempt is to be made. The next request waits for all attempts of the one before.</summary>
        public bool IsWaiting => Current is null && Done < plan.Requests.Count && (Attempts > 0 || Open.Count == 0);

        public bool IsOver => Done == plan.Requests.Count && Open.Count == 0;
    }
}
