using System.Text;

namespace AtsBridge.Hosting.Tests.Fakes;

[Adapter("demanding")]
public sealed class DemandingSource(StringBuilder wanted) : Broken.NoSource
{
    public StringBuilder Wanted { get; } = wanted;
}
