using System;
using System.ComponentModel;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace NetworkGen;

/// <summary>
/// Background threads that share one caller's work: units that each is run by whoever is free, or one piece that a team runs at the same
/// time. A call allocates nothing; the caller works too; a caller that finds the threads taken (by another caller, or by itself further up)
/// works alone, so cores are never oversubscribed and nested calls cannot lock up.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WorkerPool
{
    private readonly Worker[] _workers;
    private readonly Team _team;
    private readonly Lock _starting = new();
    private bool _started;
    private int _taken;

    // One job at a time. Its fields are stable while it is open or while any worker is inside. Jobs are numbered; 0 is none.
    private IParallelWork? _work;
    private ITeamWork? _teamWork;
    private Exception? _failure;
    private int _step;
    private int _units;
    private int _next;
    private int _helpers;
    private int _open;
    private int _inside;
    private int _finished;
    private int _jobs;

    /// <summary>Threads start with the first job that needs them.</summary>
    /// <param name="workers">How many, besides the caller.</param>
    internal WorkerPool(int workers)
    {
        _workers = new Worker[workers];
        for (int i = 0; i < workers; i++)
        {
            _workers[i] = new Worker(this, i);
        }

        _team = new Team(Width);
    }

    /// <summary>The pool of the process: with the caller, one thread per core.</summary>
    public static WorkerPool Shared { get; } = new(Environment.ProcessorCount - 1);

    /// <summary>Threads that a job of all cores runs on, the caller's among them.</summary>
    public int Width => _workers.Length + 1;

    /// <summary>The threads when they work as a team.</summary>
    internal Team Team => _team;

    /// <summary>The number of the last job; workers watch it.</summary>
    internal int Jobs => Volatile.Read(ref _jobs);

    /// <summary>Runs every unit once and returns when all are done.</summary>
    /// <param name="work">What to run.</param>
    /// <param name="step">Passed on to <paramref name="work"/>.</param>
    /// <param name="units">How many units; they are numbered from 0.</param>
    /// <param name="threads">The most threads, with the caller's; 0 for all cores.</param>
    /// <exception cref="Exception">The first exception of a unit, as it was thrown; units not begun by then don't run.</exception>
    public void Run(IParallelWork work, int step, int units, int threads)
    {
        ArgumentNullException.ThrowIfNull(work);
        int helpers = int.Min(int.Min(threads == 0 ? int.MaxValue : threads, units) - 1, _workers.Length);
        if (helpers > 0)
        {
            Start();
        }

        if (helpers <= 0 || !TryTake())
        {
            for (int unit = 0; unit < units; unit++)
            {
                work.Run(step, unit);
            }

            return;
        }

        _work = work;
        _step = step;
        _units = units;
        _next = 0;
        Exception? failure;
        try
        {
            Open(helpers);
            Work();
        }
        finally
        {
            failure = Close();
        }

        Throw(failure);
    }

    /// <summary>Runs work on some threads at the same time, each its share of it, and returns when all are done.</summary>
    /// <param name="work">What to run; where the threads are taken, its caller runs all of it.</param>
    /// <param name="members">How many threads, with the caller's; the pool's <see cref="Width"/> at most.</param>
    /// <exception cref="Exception">The first exception of a member, as it was thrown; the others stop where they wait for it.</exception>
    public void Run(ITeamWork work, int members)
    {
        ArgumentNullException.ThrowIfNull(work);
        int helpers = int.Min(members - 1, _workers.Length);
        if (helpers > 0)
        {
            Start();
        }

        if (helpers <= 0 || !TryTake())
        {
            work.Run(default);
            return;
        }

        _teamWork = work;
        _finished = 0;
        _team.Gather(helpers + 1);
        Open(helpers);
        RunShare(0);

        // A worker that hasn't even begun is waited for, too.
        SpinWait spin = default;
        while (Volatile.Read(ref _finished) <= helpers)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        Throw(Close());
    }

    /// <summary>A worker's part in the job that is open, if there is one, it wants this worker and hasn't had it yet.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="last">The job that it took part in last.</param>
    internal void Join(int worker, ref int last)
    {
        // Enter, then look; the caller closes, then looks who is inside. Both are full fences, so one of the two sees the other.
        Interlocked.Increment(ref _inside);
        int job = Volatile.Read(ref _open);
        if (job != 0 && job != last && worker < _helpers)
        {
            last = job;
            if (_teamWork is null)
            {
                Work();
            }
            else
            {
                RunShare(worker + 1);
            }
        }

        Interlocked.Decrement(ref _inside);
    }

    /// <summary>Starts all threads with the first job that could use them, even if others hold the pool then: later calls allocate nothing.</summary>
    private void Start()
    {
        if (Volatile.Read(ref _started))
        {
            return;
        }

        lock (_starting)
        {
            if (!_started)
            {
                Array.ForEach(_workers, static worker => worker.Start());
                Volatile.Write(ref _started, true);
            }
        }
    }

    private bool TryTake() => Interlocked.CompareExchange(ref _taken, 1, 0) == 0;

    private void Open(int helpers)
    {
        _helpers = helpers;
        int job = _jobs == int.MaxValue ? 1 : _jobs + 1;
        Interlocked.Exchange(ref _open, job);
        Interlocked.Exchange(ref _jobs, job);
        for (int i = 0; i < helpers; i++)
        {
            _workers[i].Wake();
        }
    }

    private void Work()
    {
        try
        {
            for (int unit; (unit = Interlocked.Increment(ref _next) - 1) < _units;)
            {
                _work!.Run(_step, unit);
            }
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, exception, null);
            Volatile.Write(ref _next, _units);
        }
    }

    private void RunShare(int member)
    {
        try
        {
            _teamWork!.Run(_team[member]);
        }
        catch (Exception exception)
        {
            // Before the others are told: what they throw then is not the cause.
            Interlocked.CompareExchange(ref _failure, exception, null);
            _team.Break();
        }

        Interlocked.Increment(ref _finished);
    }

    private Exception? Close()
    {
        Interlocked.Exchange(ref _open, 0);
        SpinWait spin = default;
        while (Volatile.Read(ref _inside) != 0)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        Exception? failure = _failure;
        _work = null;
        _teamWork = null;
        _failure = null;
        Volatile.Write(ref _taken, 0);
        return failure;
    }

    private static void Throw(Exception? failure)
    {
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }
}
