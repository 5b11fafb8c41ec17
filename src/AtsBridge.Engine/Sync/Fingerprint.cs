using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;

namespace AtsBridge.Sync;

/// <summary>Hashes that tell whether something is as it was.</summary>
internal static class Fingerprint
{
    /// <summary>The adapter's own, or one over the application without its position: a row that only moved has not changed.</summary>
    internal static UInt128 Of(SourceRecord record, Application application) =>
        record.Fingerprint ?? XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(ApplicationJson.Write(application with { Position = default })));

    /// <summary>Of the rules that turn records into applications: under other rules an equal record may mean something else.</summary>
    internal static string Of(ConversionRules rules) =>
        XxHash128.HashToUInt128(JsonSerializer.SerializeToUtf8Bytes(new
        {
            Statuses = rules.StatusMap.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}"),
            rules.DateFormats,
        })).ToString("x32", CultureInfo.InvariantCulture);
}
