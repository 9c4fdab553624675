"""One 12-megapixel photograph to its original and six sizes: ours against Pillow with nothing around it.

``python -m benchmarks.photos`` prints the CPU time of both and their ratio, and the peak memory of each in a
process of its own. Both make the same files; runs are interleaved, so that the machine treats both alike.
"""

import io
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from showcase.photos.processing import prepare_photo

RUNS = 7
SIZE = (4000, 3000)


def photograph() -> bytes:
    """Soft shapes with the grain of a sensor over them, about as heavy as a phone's."""
    shapes = Image.effect_noise((500, 375), 60).convert("RGB").resize(SIZE, Image.Resampling.BICUBIC)
    grain = Image.effect_noise(SIZE, 12).convert("RGB")
    return encoded(Image.blend(shapes, grain, 0.2), "JPEG", quality=90)


def encoded(image: Image.Image, file_format: str, **options: int | bool) -> bytes:
    output = io.BytesIO()
    image.save(output, file_format, **options)
    return output.getvalue()


def bare(data: bytes) -> list[bytes]:
    """The same files by the shortest way: no check, no turning, no colour."""
    image = Image.open(io.BytesIO(data))
    image.draft("RGB", (3200, 3200))
    picture = image.resize((3200, 2400), Image.Resampling.LANCZOS, reducing_gap=2.0)
    files = [encoded(picture, "JPEG", quality=90)]
    for width in (1600, 960, 480):
        picture = picture.resize((width, width * 3 // 4), Image.Resampling.LANCZOS, reducing_gap=2.0)
        files.append(encoded(picture, "WEBP", quality=80, method=2))
        files.append(encoded(picture, "JPEG", quality=82, progressive=True, optimize=True))
    return files


WAYS: dict[str, Callable[[bytes], object]] = {"ours": prepare_photo, "bare": bare}


def cpu_seconds(way: Callable[[bytes], object], data: bytes) -> float:
    started = time.process_time()
    way(data)
    return time.process_time() - started


def peak_megabytes(name: str) -> float:
    """Peak memory of a process that handles one photograph and nothing else."""
    command = [sys.executable, "-m", "benchmarks.photos", name]
    done = subprocess.run(command, input=photograph(), capture_output=True, check=True)
    return int(done.stdout) / 1024


def own_peak_kilobytes() -> int:
    """Since this program began; ``getrusage`` would count the parent's memory before it."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(status["VmHWM"].split()[0])


def main() -> None:
    data = photograph()
    seconds: dict[str, list[float]] = {name: [] for name in WAYS}
    for _ in range(RUNS):
        for name, way in WAYS.items():
            seconds[name].append(cpu_seconds(way, data))
    median = {name: statistics.median(taken) for name, taken in seconds.items()}
    memory = {name: peak_megabytes(name) for name in WAYS}
    for name in WAYS:
        print(f"{name}  {median[name]:.2f} s CPU  {memory[name]:.0f} MB")
    print(f"ratio {median['ours'] / median['bare']:.2f} CPU, {memory['ours'] / memory['bare']:.2f} memory")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        WAYS[sys.argv[1]](sys.stdin.buffer.read())
        print(own_peak_kilobytes())
    else:
        main()
