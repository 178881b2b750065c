namespace Ombud.Trail.Verification;

/// <summary>What is wrong with an export.</summary>
public enum FindingKind
{
    /// <summary>The export or one of its files cannot be read.</summary>
    Unreadable,

    /// <summary>The checkpoint is missing, malformed or not signed by a known key of its origin.</summary>
    CheckpointRefused,

    /// <summary>A tile or bundle that the checkpoint's size asks for is not there.</summary>
    Missing,

    /// <summary>A file that belongs to no export, or to a tree of another size.</summary>
    Unexpected,

    /// <summary>An entry bundle is malformed or does not hold as many commitments as its name says.</summary>
    BundleMalformed,

    /// <summary>A stored tile or partial bundle is not what the entries give.</summary>
    TileDiffers,

    /// <summary>The entries do not give the root that the checkpoint names.</summary>
    RootDiffers,

    /// <summary>Something could not be compared because what it depends on is missing or malformed.</summary>
    NotChecked,

    /// <summary>The earlier checkpoint is malformed or not signed by a known key of the same origin.</summary>
    EarlierRefused,

    /// <summary>The tree does not continue that of the earlier checkpoint: entries were changed or taken out.</summary>
    HistoryRewritten,

    /// <summary>A receipt is not JSON of the receipt's form, or not in its one spelling.</summary>
    ReceiptMalformed,

    /// <summary>A receipt's file is not named by the receipt's fact id.</summary>
    ReceiptMisnamed,

    /// <summary>A receipt does not verify by itself.</summary>
    ReceiptRefused,

    /// <summary>A receipt verifies by itself, but belongs to another or a longer tree than the export.</summary>
    ReceiptOfAnotherTree,
}

/// <summary>One thing that is wrong with an export.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Where">Path within the export, or a range of paths; empty for the export as a whole.</param>
/// <param name="Detail">One sentence with what was found there.</param>
public sealed record Finding(FindingKind Kind, string Where, string Detail)
{
    // No default arm: a new kind must not compile until somebody has written what to do about it.

    /// <summary>What to do about it, in one English sentence.</summary>
    public string WhatToDo => Kind switch
    {
        FindingKind.Unreadable => "Check the path, the rights and the medium, then export again.",
        FindingKind.CheckpointRefused => "Make sure of the log's key; if it is right, trust nothing in this export.",
        FindingKind.Missing => "Export again; if the file is missing at the log too, entries have been withheld.",
        FindingKind.Unexpected => "Remove the file or find out who put it there; it is covered by no signature.",
        FindingKind.BundleMalformed => "Compare it with a backup or another copy of the log: it was changed or cut.",
        FindingKind.TileDiffers => "Compare the file with a backup; build the tiles anew from entries that are proved.",
        FindingKind.RootDiffers => "Keep the export as evidence and compare the entries with a backup or another copy.",
        FindingKind.NotChecked => "Put right the findings on the files it depends on, then verify again.",
        FindingKind.EarlierRefused => "Make sure that the earlier checkpoint is of this log and whole.",
        FindingKind.HistoryRewritten => "Keep both checkpoints: they prove that the log has rewritten its past.",
        FindingKind.ReceiptMalformed => "Fetch the receipt's proof again from the log.",
        FindingKind.ReceiptMisnamed => "Name the file by the fact id in it, or find out which of the two was changed.",
        FindingKind.ReceiptRefused => "Fetch the proof again; if it still fails, keep it as evidence.",
        FindingKind.ReceiptOfAnotherTree => "Get a newer export; if it stays so, the log has shown two histories.",
    };
}
