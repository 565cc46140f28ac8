"""Times in PyTorch of the velocity reward of examples/QuadrupedVelocity and of the reward machine of tests/RewardDsl.Benchmarks/Machines/OfficeRewards.cs
(OfficeByTable): the reward, batch size, eager, torch.compile and reduce-overhead in microseconds, tab-separated.

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


def office_table():
    """Next state and reward by state and letter (mail, coffee, office, decoration, spill: bits 0 to 4)."""
    following, paid = [], []
    for state in range(6):
        for letter in range(32):
            mail, coffee, office, decoration, spill = (bool(letter >> k & 1) for k in range(5))
            to, reward = state, 0.0
            if state < 4 and decoration:
                to, reward = 5, -1.0
            elif state == 0:
                to = 3 if mail and coffee else 1 if mail else 2 if coffee else 0
            elif state == 1:
                to = 3 if coffee and not spill else 1
            elif state == 2:
                to, reward = (0, -0.1) if spill else (3, 0.0) if mail else (2, 0.0)
            elif state == 3:
                to, reward = (1, -0.1) if spill else (4, 1.0) if office else (3, 0.0)
            following.append(to)
            paid.append(reward)
    return torch.tensor(following, device="cuda"), torch.tensor(paid, device="cuda")


FOLLOWING, PAID = office_table()
WORTH = torch.tensor([0.0, 0.3, 0.3, 0.6, 1.0, 0.0], device="cuda")
BITS = torch.tensor([1, 2, 4, 8, 16], device="cuda")


def machine(labels, state):
    """One step of the machine with its potential: two gathers by state and letter, two by state. Terminal states are worth nothing after the step."""
    at = state * 32 + torch.sum(labels * BITS, dim=1)
    to = FOLLOWING[at]
    ended = to >= 4
    total = PAID[at] + torch.where(ended, 0.0, 0.99 * WORTH[to]) - WORTH[state]
    return total, ended, torch.where(ended, 0, to)


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


def velocity_inputs(batch):
    shapes = [(3,), (3,), (3,), (3,), (12,), (12,), (12,), (12,), (12,), (4,), (4,), (3, 4, 3)]
    return [torch.rand(batch, *s, device="cuda") for s in shapes] + [torch.zeros(batch, device="cuda")]


def machine_inputs(batch):
    often = torch.tensor([0.1, 0.1, 0.1, 0.02, 0.05], device="cuda")
    return [(torch.rand(batch, 5, device="cuda") < often).long(), torch.randint(0, 4, (batch,), device="cuda")]


def main():
    for name, function, made in (("velocity", reward, velocity_inputs), ("reward machine", machine, machine_inputs)):
        for batch in (4096, 16384, 65536, 262144, 1048576, 4194304):
            torch.compiler.reset()
            inputs = made(batch)
            for tensor in inputs:
                torch._dynamo.mark_static_address(tensor)  # else reduce-overhead copies them into memory of its own at each call
            times = [microseconds(lambda: function(*inputs))]
            for mode in (None, "reduce-overhead"):
                try:
                    compiled = torch.compile(function, mode=mode)
                    times.append(microseconds(lambda: compiled(*inputs)))
                except Exception as failure:  # no compiler for torch.compile: the rest of the table stands
                    print(f"torch.compile ({mode or 'default'}): {failure}".splitlines()[0], file=sys.stderr)
                    times.append(float("nan"))
            print("\t".join([name, str(batch)] + [f"{t:.1f}" for t in times]), flush=True)


with torch.no_grad():
    main()
