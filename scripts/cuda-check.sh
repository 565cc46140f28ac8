#!/usr/bin/env bash
# On a machine with a CUDA device: every spec of the corpus against the CPU evaluator, bit for bit, then times of the fused kernels beside a copy of the same
# bytes and, if python3 has torch with CUDA, PyTorch. Exits with 2 where there is no device, with 1 where a result differs.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
program=tests/RewardDsl.Cuda.Device
dotnet build "$program" -c Release -v q -nologo
run() { dotnet run --project "$program" -c Release --no-build -- "$@"; }

run --correct
if command -v compute-sanitizer > /dev/null; then
    compute-sanitizer --tool memcheck --target-processes all --error-exitcode 1 dotnet run --project "$program" -c Release --no-build -- --correct
else
    echo "compute-sanitizer is not here: accesses to memory are not checked." >&2
fi

torch=$(mktemp)
trap 'rm -f "$torch"' EXIT
python3 scripts/cuda-torch.py > "$torch" || echo "PyTorch with CUDA is not here or failed: its columns stay empty." >&2
echo "PyTorch is timed for the totals of QuadrupedVelocity and of the reward machine of OfficeByTable; elsewhere its columns stay empty."
run --times --torch "$torch"
