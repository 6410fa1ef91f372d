using System;
using System.ComponentModel;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace NetworkGen;

/// <summary>
/// Background threads that share one caller's units of work. A call allocates nothing; the caller works too; a caller that finds
/// the threads taken (by another caller, or by itself further up) runs its units alone, so cores are never oversubscribed and
/// nested calls cannot lock up.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class WorkerPool
{
    private readonly Worker[] _workers;
    private readonly Lock _starting = new();
    private bool _started;
    private int _taken;

    // One job at a time. Its fields are stable while it is open or while any worker is inside.
    private IParallelWork? _work;
    private Exception? _failure;
    private int _step;
    private int _units;
    private int _next;
    private int _helpers;
    private int _open;
    private int _inside;
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
    }

    /// <summary>The pool of the process: with the caller, one thread per core.</summary>
    public static WorkerPool Shared { get; } = new(Environment.ProcessorCount - 1);

    /// <summary>Threads that a job of all cores runs on, the caller's among them.</summary>
    public int Width => _workers.Length + 1;

    /// <summary>Jobs so far; workers watch it.</summary>
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

        if (helpers <= 0 || Interlocked.CompareExchange(ref _taken, 1, 0) != 0)
        {
            for (int unit = 0; unit < units; unit++)
            {
                work.Run(step, unit);
            }

            return;
        }

        Exception? failure;
        try
        {
            Open(work, step, units, helpers);
            Work();
        }
        finally
        {
            failure = Close();
            Volatile.Write(ref _taken, 0);
        }

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>A worker's part in the job that is open, if there is one and it wants this worker.</summary>
    internal void Join(int worker)
    {
        // Enter, then look; the caller closes, then looks who is inside. Both are full fences, so one of the two sees the other.
        Interlocked.Increment(ref _inside);
        if (Volatile.Read(ref _open) != 0 && worker < _helpers)
        {
            Work();
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

    private void Open(IParallelWork work, int step, int units, int helpers)
    {
        _work = work;
        _step = step;
        _units = units;
        _helpers = helpers;
        _next = 0;
        Interlocked.Exchange(ref _open, 1);
        Interlocked.Increment(ref _jobs);
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
        _failure = null;
        return failure;
    }
}
