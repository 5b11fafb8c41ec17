using System.Text.Json;

namespace AtsBridge.Benchmarks.Floors;

/// <summary>Goes over every token of a JSON file, or of one with an object a line.</summary>
internal static class JsonFloor
{
    internal static long Run(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        var buffer = new byte[128 * 1024];
        var state = new JsonReaderState(new JsonReaderOptions { AllowMultipleValues = true });
        var (kept, tokens) = (0, 0L);
        while (true)
        {
            var read = file.Read(buffer, kept, buffer.Length - kept);
            var length = kept + read;
            var reader = new Utf8JsonReader(buffer.AsSpan(0, length), isFinalBlock: read == 0, state);
            while (reader.Read())
            {
                tokens++;
            }

            if (read == 0)
            {
                return tokens;
            }

            state = reader.CurrentState;
            kept = length - (int)reader.BytesConsumed;
            buffer.AsSpan((int)reader.BytesConsumed, kept).CopyTo(buffer);
        }
    }
}
