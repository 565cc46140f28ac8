// How closings join two values where every extreme is a plain one. The reference of these files is src/Shared/MonitorTail.cs.

//# rw_join
static __device__ __forceinline__ float rw_join(bool is_max, float temperature, float a, float b)
{
    return is_max ? rw_max(a, b) : rw_min(a, b);
}
