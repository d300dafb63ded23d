"""`python -m tests.faults registry [trials]`: a process that writes is killed; what it acknowledged is still there.

`registry-postgresql [trials]`: the same on PostgreSQL. `broken [trials]`: the same on registries that are wrong on
purpose, which must be seen.

`python -m tests.faults burst [opinions]`: many opinions at once, each accepted or refused with a sentence.
`python -m tests.faults loaders [sources]`: malformed sources of every kind, each refused or loaded whole.
`python -m tests.faults publication [trials]`: `load`, `publish` and `undo` are killed; the data are whole.
`python -m tests.faults damage`: pointer, data and registry are damaged; what is said, and whether the advice works.
`python -m tests.faults switching [switches]`: pages read meanwhile, two publishers at once, a clock that jumps.
`python -m tests.faults disk [trials]`: each act on a disk that is full; to be run as root, which alone may mount one.
`python -m tests.faults memory`: sources of the size of an upload, and the memory that each takes.
Exit code 1 when something is lost or half done. Nothing here asserts a duration.
"""

import sys

from dashboard.authority import acting
from dashboard.domain.access import OPEN
from tests.faults import burst, damage, full_disk, loaders, memory, publication, registry, switching

TRIALS = {
    "registry": (registry.run, 100),
    "registry-postgresql": (registry.run_on_postgresql, 100),
    "broken": (registry.run_broken, 20),
    "burst": (burst.run, 10_000),
    "loaders": (loaders.run, 600),
    "memory": (memory.run, 0),
    "publication": (publication.run, 240),
    "disk": (full_disk.run, 10),
    "damage": (damage.run, 0),
    "switching": (switching.run, 50),
}
HEADERS = {"publication": publication.HEADER, "disk": full_disk.HEADER, "damage": damage.HEADER}


def main(arguments: list[str]) -> int:
    """Run one trial, print its table."""
    name = arguments[0] if arguments else "registry"
    run, times = TRIALS[name]
    with acting(OPEN):
        title, rows, sound = run(int(arguments[1]) if len(arguments) > 1 else times)
    header = HEADERS.get(name, ("what", "count"))
    print(f"\n### {title}\n\n| {' | '.join(header)} |\n|{'---|' * len(header)}")
    for row in rows:
        print(f"| {' | '.join(map(str, row))} |")
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
