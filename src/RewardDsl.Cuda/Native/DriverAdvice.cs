namespace RewardDsl.Cuda.Native;

/// <summary>What to do about a result of the driver.</summary>
internal static class DriverAdvice
{
    public static string For(int code) => code switch
    {
        2 => "The device has not enough free memory: use a smaller batch, EpisodeSums = false, or free what other evaluators and torch keep (torch.cuda.empty_cache).",
        3 or 100 or 101 => "Check nvidia-smi, CUDA_VISIBLE_DEVICES and the Device of the options.",
        200 or 209 or 218 => "The compiled kernel is not for this device or this driver, or damaged: delete the cache folder; if that does not help, take with REWARDDSL_NVRTC one that knows the device and is not newer than the driver, or update the driver.",
        222 => "The driver is older than NVRTC: update the driver, or take an older NVRTC with REWARDDSL_NVRTC.",
        500 => "The compiled text has no kernel of this name: generator and RewardDsl.Cuda must have the same version.",
        201 or 709 => "The device's context was destroyed, for example by cudaDeviceReset: create the evaluator again.",
        700 or 716 or 717 or 718 or 719 => "A kernel touched memory that it must not: check that every pointer is device memory of this device, still allocated, and as long as its view says. The context is lost.",
        701 => "The kernel needs more registers or threads than the device has.",
        900 or 901 or 906 => "The stream is capturing a graph: call Prepare, UploadParameters and Summary before or after the capture.",
        _ => "See the driver API's CUresult.",
    };
}
