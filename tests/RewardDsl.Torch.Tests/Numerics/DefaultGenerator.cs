using Xunit;

namespace RewardDsl.Torch.Tests;

/// <summary>There is one default generator for the process: tests that draw from it or seed it do not run side by side.</summary>
[CollectionDefinition("random")]
public sealed class DefaultGenerator;
