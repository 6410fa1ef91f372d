using System.Diagnostics;
using System.Threading;

namespace NetworkGen;

/// <summary>
/// One background thread of a <see cref="WorkerPool"/>. After a job it looks out for the next one for a moment, as layers follow
/// each other within microseconds and waking a parked thread takes tens of them; then it parks and costs nothing.
/// </summary>
internal sealed class Worker(WorkerPool pool, int index)
{
    // Stopwatch ticks in 50 µs.
    private static readonly long LookOut = Stopwatch.Frequency / 20_000;

    private readonly AutoResetEvent _wake = new(initialState: false);
    private int _parked;

    /// <summary>Starts the thread.</summary>
    public void Start() => new Thread(Loop) { IsBackground = true, Name = $"NetworkGen worker {index + 1}" }.Start();

    /// <summary>Unparks the thread. Called by the one caller that holds the pool.</summary>
    public void Wake()
    {
        if (Interlocked.Exchange(ref _parked, 0) == 1)
        {
            _wake.Set();
        }
    }

    private void Loop()
    {
        int last = 0;
        for (int seen = 0; ;)
        {
            seen = Await(seen);
            pool.Join(index, ref last);
        }
    }

    /// <summary>Returns the number of jobs once it differs from <paramref name="seen"/>.</summary>
    private int Await(int seen)
    {
        for (long end = Stopwatch.GetTimestamp() + LookOut; Stopwatch.GetTimestamp() < end; Thread.SpinWait(20))
        {
            if (pool.Jobs != seen)
            {
                return pool.Jobs;
            }
        }

        while (pool.Jobs == seen)
        {
            // Say so, then look again: a caller that came in between either shows its job here or finds the flag and sets the event.
            Interlocked.Exchange(ref _parked, 1);
            if (pool.Jobs == seen || Interlocked.Exchange(ref _parked, 0) == 0)
            {
                _wake.WaitOne();
            }
        }

        return pool.Jobs;
    }
}
