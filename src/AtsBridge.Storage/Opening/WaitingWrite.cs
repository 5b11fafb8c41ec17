using AtsBridge.Storage.Tables;

namespace AtsBridge.Storage.Opening;

/// <summary>A write of whatever result.</summary>
internal abstract class WaitingWrite
{
    /// <summary>True for one alone: whoever begins with it, or whoever gives it up.</summary>
    internal abstract bool Take();

    /// <summary>Does its work in the transaction that is open.</summary>
    internal abstract Task RunAsync(StoreDb db);

    /// <summary>It is on disk.</summary>
    internal abstract void Committed();

    /// <summary>Nothing of it is kept. Said twice, the first stands.</summary>
    internal abstract void Failed(Exception fault);
}
