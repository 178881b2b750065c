#pragma warning disable IDE0055, CS1591
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Loading;
namespace Ombud.Connectors.Discovering;
/// <summary>x</summary>
public static class DraftDataset { /// <summary>x</summary>
 public static string Of(DraftOrder order, IReadOnlyList<LiveTable> live, DatasetWorld world) => throw new NotSupportedException(); }
