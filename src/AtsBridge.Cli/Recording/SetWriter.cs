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
    private readonly string _ending;
    private readonly StreamWriter _writer;

    /// <param name="folder">The recording.</param>
    /// <param name="number">The set's.</param>
    /// <param name="ending">Of the file as long as it is not whole; two that are written of one number need two.</param>
    internal SetWriter(string folder, int number, string ending = ".unfinished")
    {
        Name = RecordedSets.NameOf(number);
        (_path, _ending) = (Path.Combine(folder, Name), ending);
        _writer = new(Unfinished) { NewLine = "\n" };
    }

    internal string Name { get; }

    internal long Total { get; private set; }

    private string Unfinished => _path + _ending;

    internal Task RecordAsync(SourceRecord record, CancellationToken cancellationToken) => LineAsync(new { record }, cancellationToken);

    internal Task RejectedAsync(RejectedRecord rejected, CancellationToken cancellationToken) => LineAsync(new { rejected }, cancellationToken);

    internal Task PageAsync(int page, CancellationToken cancellationToken) => WriteAsync(new { page }, cancellationToken);

    /// <summary>Writes a line of a record that is written already.</summary>
    internal Task CopyAsync(string line, CancellationToken cancellationToken)
    {
        Total++;
        return _writer.WriteLineAsync(line.AsMemory(), cancellationToken);
    }

    internal async Task EndAsync(CancellationToken cancellationToken)
    {
        await WriteAsync(new { end = Total }, cancellationToken);
        await _writer.DisposeAsync();
        File.Move(Unfinished, _path);
    }

    /// <summary>Ends it, and leaves it aside until it is known whether the recording has it already.</summary>
    internal async Task<WrittenSet> PutAsideAsync(CancellationToken cancellationToken)
    {
        await WriteAsync(new { end = Total }, cancellationToken);
        await _writer.DisposeAsync();
        var aside = _path + ".aside";
        File.Move(Unfinished, aside, overwrite: true);
        return new(aside, Name);
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
