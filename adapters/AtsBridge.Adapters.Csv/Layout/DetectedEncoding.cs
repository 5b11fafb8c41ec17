using System.Text;

namespace AtsBridge.Adapters.Csv.Layout;

/// <summary>The encoding of a file.</summary>
/// <param name="Encoding">The encoding.</param>
/// <param name="Note">What the consultant should know about how it was found out; null where there is nothing to say.</param>
internal sealed record DetectedEncoding(Encoding Encoding, string? Note = null);
