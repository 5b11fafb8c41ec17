using AtsBridge.Adapters.Records.Fields;
using AtsBridge.Adapters.Records.Json.Reading;
using AtsBridge.Adapters.Records.Json.Skimming;
using AtsBridge.Adapters.Records.Pages;

namespace AtsBridge.Adapters.Rest.Reading;

/// <summary>Where the records of one read go, and what is known of them on the way.</summary>
internal sealed class RecordPlace
{
    public RecordPlace(RestSettings settings, PathBinding binding, IKnownRecords? known, string resource)
    {
        Binding = binding;
        Page = new PageBuilder(known, resource, []);
        var listing = new PathListing();
        Use = new FieldUse(binding.Fields, listing.ToString, resource);
        Skimmer = new RecordSkimmer(binding, settings.RecordLimits, Page, Use, listing);
        Reader = new RecordReader(binding, settings.RecordLimits, Page, Use, listing, Skimmer, resource);
    }

    public PathBinding Binding { get; }

    public PageBuilder Page { get; }

    public FieldUse Use { get; }

    public RecordSkimmer Skimmer { get; }

    public RecordReader Reader { get; }

    /// <summary>How many records came so far: the row of the next is one more.</summary>
    public long Rows { get; set; }
}
