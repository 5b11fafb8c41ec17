using AtsBridge.Storage.Tables;

namespace AtsBridge.Storage.Opening;

/// <summary>A write of whatever result.</summary>
internal interface IPendingWrite
{
    /// <summary>True for one alone: whoever begins with it, or whoever gives it up.</summary>
    bool Take();

    /// <summary>Does its work in the transaction that is open.</summary>
    Task RunAsync(StoreDb db);

    /// <summary>It is on disk.</summary>
    void Committed();

    /// <summary>Nothing of it is kept. Said twice, the first stands.</summary>
    void Failed(Exception fault);
}
