using System.Security;
using System.Text;
using AtsBridge.Adapters.Files;
using AtsBridge.Testing;

namespace AtsBridge.Adapters.Xml.Tests;

public sealed class XmlConformanceTests : FileSourceConformance<XmlSource, XmlSettings>
{
    protected override string Extension => "xml";

    protected override string MatrixDocument => CapabilityDocument.Above("docs/adapters.md");

    protected override XmlSettings Settings(string path) => new() { Path = path, Records = "Applications/Application", Fields = ConformanceFields.Map };

    protected override byte[] Write(IReadOnlyList<SampleApplication> applications) => Encoding.UTF8.GetBytes(
        $"<Applications xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n{string.Concat(applications.Select(Element))}</Applications>\n");

    private static string Element(SampleApplication application) => $"<Application>\n{string.Concat(application.Values.Select(v => Field(v.Key, v.Value)))}</Application>\n";

    private static string Field(string name, string? value) => value is null ? $"<{name} xsi:nil=\"true\"/>\n" : $"<{name}>{SecurityElement.Escape(value)}</{name}>\n";
}
