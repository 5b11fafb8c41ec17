namespace AtsBridge.Benchmarks.Cases;

/// <summary>Every case, in the order of the table.</summary>
internal static class AllCases
{
    internal static IReadOnlyList<BenchmarkCase> All { get; } =
    [
        new UnchangedCase("csv-unchanged", SourceKind.Csv, 1.5),
        new SameFileCase(),
        new FewChangedCase(),
        new FirstSyncCase(),
        new UnchangedCase("ndjson-unchanged", SourceKind.NdJson, 2),
        new UnchangedCase("json-unchanged", SourceKind.JsonArray, 2),
        new UnchangedCase("xml-unchanged", SourceKind.Xml, 2),
        new UnchangedCase("xlsx-unchanged", SourceKind.Xlsx, 2),
        new RoutingCase("routing", 1_000),
        new RoutingCase("routing-more", 10_000),
        .. Questions.All,
        new DeliveryCase(),
        new ManySourcesCase(),
        new StartCase(),
    ];

    internal static BenchmarkCase Find(string name) => All.Single(c => string.Equals(c.Name, name, StringComparison.Ordinal));
}
