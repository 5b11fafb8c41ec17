using System.Xml;

namespace AtsBridge.Benchmarks.Floors;

/// <summary>Goes over every node of an XML file.</summary>
internal static class XmlFloor
{
    internal static long Run(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var nodes = 0L;
        while (reader.Read())
        {
            nodes++;
        }

        return nodes;
    }
}
