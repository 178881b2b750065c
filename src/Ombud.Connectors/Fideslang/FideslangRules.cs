using Ombud.Policies.Loading;

namespace Ombud.Connectors.Fideslang;

/// <summary>What is said of a fideslang file: what keeps it from being read, and what of it could not be carried over.</summary>
internal static class FideslangRules
{
    internal static PackRule DatasetMissing { get; } = new("fideslang-dataset-missing", "The file has the dataset that is asked for.");
    internal static PackRule DatasetsSeveral { get; } = new("fideslang-datasets-several", "Of several datasets one is chosen.");
    internal static PackRule ImportIncomplete { get; } = new("fideslang-import-incomplete",
        "Kind, connection, controller and kinds of person are given where the file does not say them.");
    internal static PackRule KeyMissing { get; } = new("fideslang-key-missing", "A collection has a field that is marked primary_key.");
    internal static PackRule CategoryUnknown { get; } = new("fideslang-category-unknown",
        "A data category is one that is translated, or lies below one.");

    internal static PackRule NotCarried { get; } = new("fideslang-not-carried", "Note: a key has no place in a dataset file.");
    internal static PackRule DatasetNotRead { get; } = new("fideslang-dataset-not-read",
        "Note: a further dataset of the file is not read.");
    internal static PackRule IdChanged { get; } = new("fideslang-id-changed", "Note: a key became an id of ours.");
    internal static PackRule Skipped { get; } = new("fideslang-skipped", "Note: a collection that fides skips is left out.");
    internal static PackRule Nested { get; } = new("fideslang-nested", "Note: nested fields are read as the one field that holds them.");
    internal static PackRule ReferenceElsewhere { get; } = new("fideslang-reference-elsewhere", "Note: a reference leaves the dataset.");
    internal static PackRule ReferencesSeveral { get; } = new("fideslang-references-several",
        "Note: of several references of a field one is kept.");
    internal static PackRule ReferenceTurned { get; } = new("fideslang-reference-turned",
        "Note: a reference stands at the key it refers to.");
    internal static PackRule DirectionMissing { get; } = new("fideslang-direction-missing",
        "Note: a reference without direction became belongsTo.");
    internal static PackRule IdentityUnknown { get; } = new("fideslang-identity-unknown", "Note: an identity has no word here.");
    internal static PackRule CategoriesSeveral { get; } = new("fideslang-categories-several",
        "Note: of several categories of a field one is kept.");
    internal static PackRule MaskingChanged { get; } = new("fideslang-masking-changed", "Note: a strategy became another.");
    internal static PackRule OrderNotCarried { get; } = new("fideslang-order-not-carried",
        "Note: an order of erasing follows from no reference.");
}
