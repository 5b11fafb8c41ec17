using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace AtsBridge.EndToEnd.Tests.Fuzz;

/// <summary>Bodies that no client expects: the answer of a platform that has gone wrong, in every way but one. It never says plausibly what is not true.</summary>
/// <param name="random">Draws them.</param>
internal sealed class FuzzedBody(Random random)
{
    /// <summary>Ten times what a client may be expected to read.</summary>
    private const int Huge = 10 * 1024 * 1024;

    /// <summary>What has nothing to do with the question. No list that is empty: that would be a plausible "there is nobody".</summary>
    internal byte[] Garbage() => random.Next(10) switch
    {
        0 => [],
        1 => Encoding.UTF8.GetBytes("<!doctype html><html><body><h1>Welcome to nginx!</h1></body></html>"),
        2 => Encoding.UTF8.GetBytes("""{"data":"""),
        3 => Encoding.UTF8.GetBytes("null"),
        4 => Encoding.UTF8.GetBytes(new string('[', 100_000)),
        5 => Encoding.UTF8.GetBytes("{\"data\":\"" + new string('x', Huge) + "\"}"),
        6 => Bytes(200),
        7 => Encoding.UTF8.GetBytes("""{"error":{"code":["VALIDATION_ERROR"],"message":null,"details":"email exists"},"meta":7}"""),
        8 => Encoding.UTF8.GetBytes("""{"error":{"code":"VALIDATION_ERROR","message":{},"details":{"field":{"a":1},"reason":12345678901234567890123}}}"""),
        _ => Encoding.UTF8.GetBytes("""{"data":{"id":null,"candidate":[],"candidateInterview":"yes"},"meta":{"pagination":{"total":-1,"totalPages":"many"}}}"""),
    };

    /// <summary>The true answer, spoilt.</summary>
    internal byte[] Spoil(byte[] answer)
    {
        switch (random.Next(8))
        {
            case 0:
                return answer[..random.Next(answer.Length)];
            case 1:
                return [.. answer, .. Encoding.UTF8.GetBytes("}}")];
            case 2:
                answer[random.Next(answer.Length)] = (byte)random.Next(128, 256);
                return answer;
            case 3:
                return [.. Encoding.UTF8.GetPreamble(), .. answer];
            default:
                return JToken.Parse(Encoding.UTF8.GetString(answer)) is JObject json ? Encoding.UTF8.GetBytes(SpoilValues(json).ToString(Formatting.None)) : answer;
        }
    }

    /// <summary>One to three values gone, or of another type. No text in the place of a text and no number in its place: those could be true.</summary>
    private JObject SpoilValues(JObject json)
    {
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            var properties = json.Descendants().OfType<JProperty>().Where(p => p.Value is not JArray { Count: 0 }).ToList();
            if (properties.Count == 0)
            {
                break;
            }

            var property = properties[random.Next(properties.Count)];
            switch (random.Next(7))
            {
                case 0:
                    property.Remove();
                    break;
                case 1 when property.Value is JArray list:
                    // A row that is none.
                    list[random.Next(list.Count)] = Odd(property.Value);
                    break;
                default:
                    property.Value = Odd(property.Value);
                    break;
            }
        }

        return json;
    }

    private JToken Odd(JToken before) => random.Next(7) switch
    {
        0 => JValue.CreateNull(),
        1 => new JValue(random.Next(2) == 0),
        2 => new JObject { ["id"] = new JObject(), ["x"] = 1 },
        3 => new JArray(before.DeepClone(), 7, JValue.CreateNull()),
        4 => new JValue(1.5e300),
        5 => new JValue(-random.Next(1, 1000)),
        _ => new JObject { ["value"] = before.DeepClone() },
    };

    private byte[] Bytes(int most)
    {
        var bytes = new byte[random.Next(1, most)];
        random.NextBytes(bytes);
        return bytes;
    }
}
