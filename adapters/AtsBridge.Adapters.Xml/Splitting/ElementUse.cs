using AtsBridge.Adapters.Xml.Paths;

namespace AtsBridge.Adapters.Xml.Splitting;

/// <summary>How often an element of one name stands in one place of a document.</summary>
internal sealed class ElementUse(ElementStep step, ElementUse? parent)
{
    private readonly Dictionary<ElementStep, ElementUse> _children = [];

    public ElementStep Step => step;

    public ElementUse? Parent => parent;

    public IEnumerable<ElementUse> Children => _children.Values;

    /// <summary>How often it was met.</summary>
    public long Count { get; private set; }

    /// <summary>Whether it has elements or attributes of its own, so that it may be a record.</summary>
    public bool HoldsSomething { get; set; }

    /// <summary>Whether it stood several times in one and the same element.</summary>
    public bool Repeats { get; private set; }

    /// <summary>Whether it holds text.</summary>
    public bool HoldsText { get; set; }

    private long _parentsCount = -1;

    /// <summary>Meets a child.</summary>
    /// <param name="child">Its name.</param>
    /// <param name="room">Whether a new name may be remembered.</param>
    /// <returns>Null where there is no room.</returns>
    public ElementUse? Meet(ElementStep child, bool room)
    {
        if (!_children.TryGetValue(child, out var use))
        {
            if (!room)
            {
                return null;
            }

            _children.Add(child, use = new ElementUse(child, this));
        }

        use.Count++;
        use.Repeats = use.Repeats || use._parentsCount == Count;
        use._parentsCount = Count;
        return use;
    }

    /// <summary>From the root to here.</summary>
    public IReadOnlyList<ElementStep> Steps()
    {
        var steps = new List<ElementStep>();
        for (var at = this; at.Parent is not null; at = at.Parent)
        {
            steps.Insert(0, at.Step);
        }

        return steps;
    }
}
