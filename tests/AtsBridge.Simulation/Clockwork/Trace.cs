using System.Runtime.CompilerServices;
using System.Text;

namespace AtsBridge.Simulation.Clockwork;

/// <summary>What happened in a world: always as a hash, by which two runs of a seed are compared, and as text where it is asked for.</summary>
/// <param name="timeline">The world's time.</param>
/// <param name="recording">Whether to keep the text.</param>
internal sealed class Trace(Timeline timeline, bool recording)
{
    private readonly StringBuilder? _text = recording ? new() : null;
    private ulong _hash = 14695981039346656037UL;

    internal ulong Hash => _hash;

    internal string Text => _text?.ToString() ?? "";

    internal void Add([InterpolatedStringHandlerArgument("")] ref Line line)
    {
        _ = line;
        _text?.AppendLine();
    }

    private void Mix(ulong value) => _hash = ((_hash ^ value) * 1099511628211UL) ^ (_hash >> 47);

    /// <summary>Hashes what is filled in; writes it too where the text is kept.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Line
    {
        private readonly Trace _trace;

        public Line(int literalLength, int formattedCount, Trace trace)
        {
            _trace = trace;
            trace.Mix((ulong)trace.Now ^ ((ulong)literalLength << 48) ^ ((ulong)formattedCount << 60));
            trace._text?.Append($"{TimeSpan.FromTicks(trace.Now):d\\.hh\\:mm\\:ss\\.fff}  ");
        }

        public void AppendLiteral(string value) => _trace._text?.Append(value);

        public void AppendFormatted(string? value)
        {
            var hash = 5381UL;
            foreach (var c in value.AsSpan())
            {
                hash = (hash * 33) ^ c;
            }

            _trace.Mix(hash);
            _trace._text?.Append(value ?? "-");
        }

        public void AppendFormatted(long value)
        {
            _trace.Mix((ulong)value);
            _trace._text?.Append(value);
        }

        public void AppendFormatted(TimeSpan value)
        {
            _trace.Mix((ulong)value.Ticks);
            _trace._text?.Append($"{value:c}");
        }

        public void AppendFormatted<T>(T value)
            where T : struct, Enum
        {
            _trace.Mix((ulong)EqualityComparer<T>.Default.GetHashCode(value));
            _trace._text?.Append(value.ToString());
        }
    }

    private long Now => timeline.Now;
}
