using System.IO.Hashing;
using System.Runtime.InteropServices;
using Sylvan.Data.Csv;

namespace AtsBridge.Benchmarks.Floors;

/// <summary>Reads every field of a CSV file with Sylvan and hashes every row.</summary>
internal static class CsvFloor
{
    internal static UInt128 Run(string path, Action<CsvDataReader>? row = null)
    {
        using var reader = CsvDataReader.Create(path, new CsvDataReaderOptions { BufferSize = 64 * 1024 });
        var hash = new XxHash128();
        Span<byte> sum = stackalloc byte[16];
        UInt128 all = 0;
        while (reader.Read())
        {
            for (var i = 0; i < reader.RowFieldCount; i++)
            {
                hash.Append(MemoryMarshal.AsBytes(reader.GetFieldSpan(i)));
            }

            hash.GetHashAndReset(sum);
            all ^= MemoryMarshal.Read<UInt128>(sum);
            row?.Invoke(reader);
        }

        return all;
    }
}
