using System.ComponentModel;

namespace NetworkGen;

/// <summary>Work cut into units that may run at once, in any order, on any thread. Implemented by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IParallelWork
{
    /// <summary>Runs one unit.</summary>
    /// <param name="step">Which piece of work, as given to <see cref="WorkerPool.Run(IParallelWork, int, int, int)"/>.</param>
    /// <param name="unit">Which part of it, from 0.</param>
    public void Run(int step, int unit);
}
