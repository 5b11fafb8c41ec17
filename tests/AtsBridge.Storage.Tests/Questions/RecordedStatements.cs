using System.Collections.Concurrent;
using System.Diagnostics;
using LinqToDB.Data;

namespace AtsBridge.Storage.Tests.Questions;

/// <summary>
/// Every statement that connections send which are opened from now on: what the mapping makes, each time; what is prepared, when it is.
/// For all of the process, so the tests that record run alone.
/// </summary>
internal sealed class RecordedStatements : IDisposable
{
    private readonly Action<string, string, TraceLevel> _before = DataConnection.WriteTraceLine;
    private readonly ConcurrentQueue<string> _all = [];

    internal RecordedStatements()
    {
        DataConnection.TurnTraceSwitchOn(TraceLevel.Info);
        DataConnection.WriteTraceLine = (text, _, _) => _all.Enqueue(text ?? "");
    }

    internal IReadOnlyList<string> All => [.. _all];

    internal void Forget() => _all.Clear();

    public void Dispose()
    {
        DataConnection.WriteTraceLine = _before;
        DataConnection.TurnTraceSwitchOn(TraceLevel.Off);
    }
}
