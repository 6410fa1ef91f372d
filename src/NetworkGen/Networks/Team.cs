using System;
using System.Runtime.InteropServices;
using System.Threading;
using NetworkGen.Layout;

namespace NetworkGen;

/// <summary>The threads of a <see cref="WorkerPool"/> that run one piece of work at the same time, each its share, and wait for each other on the way.</summary>
internal sealed class Team
{
    // About 10 µs. Then the thread that is waited for may need this core, which happens only where there are more threads than cores.
    private const int Spins = 250;

    private readonly TeamMember[] _members;
    private Counter _arrivals;
    private int _count;
    private bool _isBroken;

    /// <summary>A team of a pool.</summary>
    /// <param name="most">The most members.</param>
    public Team(int most)
    {
        _members = new TeamMember[most];
        for (int i = 0; i < most; i++)
        {
            _members[i] = new TeamMember(this, i);
        }
    }

    /// <summary>Called by a member each time it has waited, in tests that hold some back.</summary>
    public Action? Waited { get; set; }

    /// <summary>How many take part.</summary>
    public int Count => _count;

    /// <summary>Before a piece of work; no member of the last one is still there.</summary>
    /// <param name="count">How many take part.</param>
    public void Gather(int count)
    {
        _count = count;
        _isBroken = false;
        _arrivals.Value = 0;
    }

    /// <summary>The share of a member.</summary>
    public Share this[int member] => new(_members[member]);

    /// <summary>A member has failed: the others don't wait for it.</summary>
    public void Break() => Volatile.Write(ref _isBroken, true);

    /// <summary>Returns when all have called it as often as this member has.</summary>
    /// <exception cref="OperationCanceledException">Another member has failed.</exception>
    public void Wait()
    {
        // Nobody arrives for the next time before all have for this one, so arrivals come in groups of the team's size.
        long arrival = Interlocked.Increment(ref _arrivals.Value);
        long last = (arrival + _count - 1) / _count * _count;
        for (int spins = 0; Volatile.Read(ref _arrivals.Value) < last; spins++)
        {
            if (Volatile.Read(ref _isBroken))
            {
                throw new OperationCanceledException("Another core that ran a share of this work has failed.");
            }

            if (spins < Spins)
            {
                Thread.SpinWait(1);
            }
            else
            {
                Thread.Yield();
            }
        }

        Waited?.Invoke();
    }

    /// <summary>A number that many write, away from what others read.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct Counter
    {
        [FieldOffset(128)]
        public long Value;
    }
}

/// <summary>One thread of a team.</summary>
internal sealed class TeamMember(Team team, int index)
{
    /// <summary>Which; 0 is the caller.</summary>
    public int Index => index;

    /// <summary>How many.</summary>
    public int Count => team.Count;

    /// <summary>Waits for the others.</summary>
    public void Wait() => team.Wait();

    /// <summary>From all units of work to this member's.</summary>
    /// <param name="first">0, then the first of its units.</param>
    /// <param name="end">The number of units, then what is behind its last one.</param>
    public void Narrow(ref nint first, ref nint end)
    {
        nint units = end;
        first = units * index / team.Count;
        end = units * (index + 1) / team.Count;
    }
}
