using CsCheck;
using Ombud.Connectors.Loading;
using Ombud.Connectors.Tests.Planning;

namespace Ombud.Connectors.Tests.Loading;

public sealed class DatasetWriterTests
{
    [Fact]
    public void What_is_written_is_what_was_read() =>
        Assert.Equal(DatasetText.Sound.TrimEnd(), DatasetWriter.Write(DatasetText.Load(DatasetText.Sound).System!).TrimEnd());

    [Fact]
    public void Whatever_is_described_loads_again_without_an_error_and_unchanged() =>
        DrawnSystems.All.Sample(system =>
        {
            var text = DatasetWriter.Write(system);
            var loading = DatasetText.Load(text);

            Assert.Empty(loading.Errors);
            Assert.Equal(Described.Of(system), Described.Of(loading.System!));
        }, iter: 300);
}
