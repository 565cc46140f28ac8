using System;
using RewardDsl;
using RewardDsl.Benchmarks;

foreach (int batch in new[] { 1024, 4096, 65536, 1048576 })
{
    using var inputs = new StepInputs(batch);
    foreach (int threads in new[] { 1, 2 })
    {
        var kernels = KernelSet.All(inputs, threads);
        Agreement.Check(kernels);
        foreach ((string name, Times times) in Rounds.Measure(kernels, batch, TimeSpan.FromSeconds(batch == 1024 ? 1 : 0.2)))
        {
            Console.WriteLine($"{batch} {threads} {name} {times.Text}");
        }

        foreach (var k in kernels)
        {
            k.Dispose();
        }
    }
}
