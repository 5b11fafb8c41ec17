using AtsBridge.Adapters.Files.Opening;
using AtsBridge.Adapters.Records;
using AtsBridge.Adapters.Records.Pages;

namespace AtsBridge.Adapters.Files.Reading;

/// <summary>
/// What an adapter does with one file: puts every record into <paramref name="page"/>, and yields
/// <see cref="PageBuilder.Take"/> whenever it <see cref="PageBuilder.IsFull"/>. What is left in it becomes the last page.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="fields">What is read of it; null: what is well known.</param>
/// <param name="page">The page being gathered.</param>
/// <param name="cancellationToken">Ends the read.</param>
/// <returns>The full pages.</returns>
public delegate IAsyncEnumerable<SourcePage> ReadFile(
    SourceFile file, FieldMap? fields, PageBuilder page, CancellationToken cancellationToken);
