using System;
using System.IO;

namespace NetworkGen;

/// <summary>Files that are never half-written.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside <paramref name="path"/>, flushes to the disk and renames; on an error the old file stays and no other is left.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        string temporary = $"{Path.GetFullPath(path)}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (FileStream file = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
