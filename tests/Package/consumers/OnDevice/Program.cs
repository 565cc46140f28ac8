using RewardDsl;
using RewardDsl.Cuda;

// Where there is no device the reason comes from the constructor, and nothing fails before.
string result = "made";
try
{
    using var evaluator = new Tank.CudaEvaluator(2, new CudaOptions { DriverPath = "/nowhere/libcuda.so.1" });
}
catch (CudaException unavailable)
{
    result = unavailable.Message.Split(' ')[0];
}

Console.WriteLine($"OnDevice {result}");

[RewardSpec]
public sealed partial class Tank
{
    [Signal(0, 1)]
    public float Level { get; init; }

    [Term(1)]
    private float Full => Level;
}
