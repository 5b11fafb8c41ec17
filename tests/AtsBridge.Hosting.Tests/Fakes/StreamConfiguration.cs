using System.Text;
using Microsoft.Extensions.Configuration;

namespace AtsBridge.Hosting.Tests.Fakes;

internal static class StreamConfiguration
{
    internal static IConfigurationBuilder AddStream(this IConfigurationBuilder builder, string json) =>
        builder.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)));
}
