using System;
using System.Linq;
using RewardDsl.Cuda;
using RewardDsl.Cuda.Device;

if (CudaBackend.Unavailable is { } reason)
{
    Console.Error.WriteLine("Nothing was checked. " + reason);
    return 2;
}

int failed = args.Contains("--times") ? 0 : Correctness.Run();
if (failed == 0 && !args.Contains("--correct"))
{
    int torch = Array.IndexOf(args, "--torch");
    Times.Print(torch >= 0 && torch + 1 < args.Length ? args[torch + 1] : null);
}

return failed == 0 ? 0 : 1;
