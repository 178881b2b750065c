namespace Ombud.Trail.Receipts;

/// <summary>What checking a receipt came to.</summary>
public enum ReceiptOutcome
{
    /// <summary>The body is the one committed, and the commitment is in a tree that the log has signed.</summary>
    Included,

    /// <summary>
    /// The body is the one committed; the log has not yet signed a tree that holds it. Fetch it again later.
    /// </summary>
    Pending,

    /// <summary>Salt and body do not give the commitment: one of the three was changed.</summary>
    BodyDiffers,

    /// <summary>State, size and proof do not go together: something is missing, or there that should not be.</summary>
    Contradictory,

    /// <summary>The checkpoint is malformed, or not signed by a known key of its origin.</summary>
    CheckpointRefused,

    /// <summary>The inclusion proof does not lead from the commitment to the checkpoint's root.</summary>
    NotInTree,
}

/// <summary>Words for outcomes.</summary>
public static class ReceiptOutcomes
{
    extension(ReceiptOutcome outcome)
    {
        /// <summary>The outcome as one English sentence for whoever checked the receipt.</summary>
        public string Sentence => outcome switch
        {
            ReceiptOutcome.Included => "The receipt is genuine and its fact is in the signed tree.",
            ReceiptOutcome.Pending => "The body is the one committed; the fact is not in a signed tree yet.",
            ReceiptOutcome.BodyDiffers => "The body and salt are not those that were committed.",
            ReceiptOutcome.Contradictory => "The parts of the receipt do not go together.",
            ReceiptOutcome.CheckpointRefused => "The checkpoint is malformed or not signed by a known key of its log.",
            ReceiptOutcome.NotInTree => "The proof does not lead from the commitment to the signed root.",
        };
    }
}
