using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace AtsBridge.Cli.Recording;

/// <summary>Writes one set of a recording, a line a record. It has its name only once it is whole.</summary>
internal sealed class SetWriter : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Style = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    private readonly string _path;
    private readonly StreamWriter _writer;

    internal SetWriter(string folder, int number)
    {
        Name = FormattableString.Invariant($"set-{number:0000}.ndjson");
        _path = Path.Combine(folder, Name);
        _writer = new(Unfinished) { NewLine = "\n" };
    }

    internal string Name { get; }

    internal long Total { get; private set; }

    private string Unfinished => $"{_path}.unfinished";

    internal Task RecordAsync(SourceRecord record, CancellationToken cancellationToken) => LineAsync(new { record }, cancellationToken);

    internal Task RejectedAsync(RejectedRecord rejected, CancellationToken cancellationToken) => LineAsync(new { rejected }, cancellationToken);

    internal Task PageAsync(int page, CancellationToken cancellationToken) => WriteAsync(new { page }, cancellationToken);

    internal async Task EndAsync(CancellationToken cancellationToken)
    {
        await WriteAsync(new { end = Total }, cancellationToken);
        await _writer.DisposeAsync();
        File.Move(Unfinished, _path);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        File.Delete(Unfinished);
    }

    private Task LineAsync(object line, CancellationToken cancellationToken)
    {
        Total++;
        return WriteAsync(line, cancellationToken);
    }

    private Task WriteAsync(object line, CancellationToken cancellationToken) =>
        _writer.WriteLineAsync(JsonSerializer.Serialize(line, Style).AsMemory(), cancellationToken);
}
