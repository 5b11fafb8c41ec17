using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AtsBridge.Adapters.Records;
using CsCheck;
using static AtsBridge.Adapters.Json.Tests.ExportFolder;

namespace AtsBridge.Adapters.Json.Tests;

public sealed class AnyFileTests
{
    private static readonly FieldMap Map = new()
    {
        ApplicationId = "id", Stage = "stage", Status = "state.word", Email = "emails[0].value", FirstName = "['first name']",
    };

    private static readonly Gen<string?> Text = Gen.OneOf(
        Gen.OneOf(Gen.Char[' ', '~'], Gen.Char['\u0000', '\u0400'], Gen.Char['\u4e00', '\u4fff'], Gen.Int[0, 7].Select(i => "\"\\\n{}[],"[i]))
            .Array[0, 12].Select(c => (string?)new string(c)),
        Gen.Int[0, 5].Select(i => new string?[] { null, "", "😀🇩🇪", "0012", "1.0", "null" }[i]));

    private static readonly Gen<Row[]> Table = Gen.Select(Text, Text, Text, Text, Text, Gen.Bool)
        .Select((id, stage, status, mail, name, other) => new Row(id, stage, status, mail, name, other)).Array[1, 40];

    [Fact]
    public async Task AnyTableReadsBackEqualFromEveryLayout() =>
        await Gen.Select(Table, Gen.Int[0, 2], Gen.Bool).SampleAsync(async (rows, layout, escaped) =>
        {
            var read = await ReadAsync(Write(rows, layout, escaped), Map, records: layout == 1 ? "x.list" : null, name: layout == 2 ? "a.ndjson" : "a.json");
            Assert.Empty(read.Rejected);
            Assert.Equal(
                rows.Select(r => (r.Id, r.Stage, r.Status ?? "", r.Email, r.FirstName)),
                read.Records.Select(r => (r.ApplicationId, r.Stage, r.Status!, r.Email, r.FirstName)));
        }, iter: 150, threads: 1);

    [Fact]
    public async Task WhateverIsDoneToTheBytesOnlyASourceExceptionEscapes() =>
        await Gen.Select(Table, Gen.Int[0, 2], Gen.Bool, Gen.Select(Gen.Double.Unit, Gen.Byte, Gen.Int[0, 3]).Array[1, 6]).SampleAsync(async (rows, layout, infer, changes) =>
        {
            var bytes = Encoding.UTF8.GetBytes(Write(rows, layout, escaped: false)).ToList();
            foreach (var (place, value, kind) in changes)
            {
                Change(bytes, (int)(place * (bytes.Count - 1)), value, kind);
            }

            using var folder = new ExportFolder().With("a.json", [.. bytes]);
            try
            {
                var read = await folder.ReadAsync(Settings("a.json", infer ? null : Map));
                Assert.All(read.Rejected, r => Assert.NotEmpty(r.Reason));
            }
            catch (SourceException e)
            {
                Assert.NotEmpty(e.Message);
            }
        }, iter: 400, threads: 1);

    private static void Change(List<byte> bytes, int at, byte value, int kind)
    {
        if (bytes.Count < 2)
        {
            return;
        }

        if (kind == 0)
        {
            bytes[at] = value;
        }
        else if (kind == 1)
        {
            bytes.RemoveAt(at);
        }
        else if (kind == 2)
        {
            bytes.Insert(at, "{}[]\",:\\\n\0"u8[value % 10]);
        }
        else if (value < 60)
        {
            bytes.RemoveRange(at, bytes.Count - at);
        }
    }

    private static string Write(Row[] rows, int layout, bool escaped)
    {
        var options = new JsonSerializerOptions
        {
            WriteIndented = escaped && layout < 2,
            Encoder = escaped ? null : System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        var records = rows.Select(r => r.ToJson().ToJsonString(options));
        return layout switch
        {
            0 => "[" + string.Join(",", records) + "]",
            1 => "{\"x\":{\"other\":[{\"id\":1}],\"list\":[" + string.Join(" , ", records) + "]},\"y\":{}}",
            _ => string.Join("\n", records) + "\n",
        };
    }

    private sealed record Row(string? Id, string? Stage, string? Status, string? Email, string? FirstName, bool Other)
    {
        public JsonObject ToJson()
        {
            // A key that is there at least once in each record, so that no table is refused for want of ids.
            var json = new JsonObject { ["id"] = Id, ["stage"] = Stage };
            if (Other)
            {
                json["tags"] = new JsonArray(1, new JsonObject { ["stage"] = "not this one" }, "]}");
            }

            if (Status is not null)
            {
                json["state"] = new JsonObject { ["word"] = Status };
            }

            if (Email is not null || Other)
            {
                json["emails"] = Email is null ? [] : new JsonArray(new JsonObject { ["value"] = Email });
            }

            if (FirstName is not null || Other)
            {
                json["first name"] = FirstName;
            }

            return json;
        }
    }
}
