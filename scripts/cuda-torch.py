"""Times of the velocity reward of examples/QuadrupedVelocity in PyTorch: batch size, eager, torch.compile and reduce-overhead in microseconds, tab-separated.

Called by cuda-check.sh. Exits with 3 where there is no torch with CUDA."""
import sys
import time

try:
    import torch
    import torch._dynamo
except ImportError:
    sys.exit(3)
if not torch.cuda.is_available():
    sys.exit(3)

LOW = torch.linspace(-0.9, -1.01, 12, device="cuda")
HIGH = torch.linspace(0.9, 1.01, 12, device="cuda")
DT = 0.02


def reward(command, linear, angular, gravity, torque, acceleration, position, action, previous, air, contact, force, terminated):
    """The twelve terms, weighted, per second."""
    moving = (torch.norm(command[:, :2], dim=1) > 0.1).float()
    touchdown = (contact > 0) & (contact < DT + 1e-8)
    total = torch.exp(-torch.sum(torch.square(command[:, :2] - linear[:, :2]), dim=1) / 0.25)
    total = total + 0.5 * torch.exp(-torch.square(command[:, 2] - angular[:, 2]) / 0.25)
    total = total - 2.0 * torch.square(linear[:, 2])
    total = total - 0.05 * torch.sum(torch.square(angular[:, :2]), dim=1)
    total = total - 1e-5 * torch.sum(torch.square(torque), dim=1)
    total = total - 2.5e-7 * torch.sum(torch.square(acceleration), dim=1)
    total = total - 0.01 * torch.sum(torch.square(action - previous), dim=1)
    total = total + 0.125 * moving * torch.sum((air - 0.5) * touchdown, dim=1)
    total = total - torch.sum(torch.max(torch.norm(force, dim=-1), dim=1)[0] > 1.0, dim=1)
    total = total - 5.0 * torch.sum(torch.square(gravity[:, :2]), dim=1)
    total = total - torch.sum((LOW - position).clip(min=0.0) + (position - HIGH).clip(min=0.0), dim=1)
    total = total - 200.0 * terminated
    return total * DT


def microseconds(call):
    """The median of rounds that end with all work done."""
    def timed(calls):
        start = time.perf_counter()
        for _ in range(calls):
            call()
        torch.cuda.synchronize()
        return (time.perf_counter() - start) * 1e6 / calls
    timed(20)
    calls = int(min(2000, max(20, 20000 / timed(20))))
    return sorted(timed(calls) for _ in range(11))[5]


def main():
    for batch in (4096, 16384, 65536, 262144, 1048576, 4194304):
        torch.compiler.reset()
        shapes = [(3,), (3,), (3,), (3,), (12,), (12,), (12,), (12,), (12,), (4,), (4,), (3, 4, 3)]
        inputs = [torch.rand(batch, *s, device="cuda") for s in shapes] + [torch.zeros(batch, device="cuda")]
        for tensor in inputs:
            torch._dynamo.mark_static_address(tensor)  # else reduce-overhead copies them into memory of its own at each call
        times = [microseconds(lambda: reward(*inputs))]
        for mode in (None, "reduce-overhead"):
            try:
                compiled = torch.compile(reward, mode=mode)
                times.append(microseconds(lambda: compiled(*inputs)))
            except Exception as failure:  # no compiler for torch.compile: the rest of the table stands
                print(f"torch.compile ({mode or 'default'}): {failure}".splitlines()[0], file=sys.stderr)
                times.append(float("nan"))
        print("\t".join([str(batch)] + [f"{t:.1f}" for t in times]), flush=True)


with torch.no_grad():
    main()
