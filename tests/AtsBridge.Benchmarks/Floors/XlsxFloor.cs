using System.Text;
using ExcelDataReader;

namespace AtsBridge.Benchmarks.Floors;

/// <summary>Asks the reader library for every cell of a workbook's sheet.</summary>
internal static class XlsxFloor
{
    static XlsxFloor() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    internal static long Run(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(file);
        var cells = 0L;
        while (reader.Read())
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                cells += reader.GetValue(i) is null ? 0 : 1;
            }
        }

        return cells;
    }
}
