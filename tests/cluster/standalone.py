"""A real standalone cluster of Apache Spark on this machine: one master, two workers of one core, a Connect server.

Every port is free and on loopback, everything it writes is in one folder, nothing is left when it stops.
`python -m tests.cluster.standalone` starts one, writes its address, and stops it with Ctrl-C.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.local_process import free_port

HOST = "127.0.0.1"
WORKERS = 2
STARTING_SECONDS = 120
_ROOT = Path(__file__).resolve().parents[2]
_MEMORY = "640m"
_DAEMON_MEMORY = "256m"
_DRIVER_MEMORY = "768m"
_QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""Machines that live for two minutes: what they would gain from the second compiler, they would not live to use."""
_DRIVER = {
    "spark.driver.extraJavaOptions": _QUICK,
    "spark.executor.extraJavaOptions": _QUICK,
    "spark.connect.grpc.binding.address": HOST,  # [::] by default
    "spark.driver.host": HOST,
    "spark.driver.bindAddress": HOST,
    "spark.executor.cores": "1",
    "spark.executor.memory": _MEMORY,
    "spark.sql.shuffle.partitions": "4",
    "spark.ui.enabled": "false",
}


class ClusterError(Exception):
    """The cluster does not start; the end of the log of the process is in the message."""


def spark_home() -> Path:
    """Where the distribution is: SPARK_HOME, else `.venv-cluster` (`make test-cluster`). Raises ClusterError."""
    given = os.environ.get("SPARK_HOME")
    places = [Path(given)] if given else sorted((_ROOT / ".venv-cluster").glob("lib/python*/site-packages/pyspark"))
    if not places or not (places[0] / "jars").is_dir():
        raise ClusterError("Spark is not installed: run make test-cluster, or set SPARK_HOME")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        raise ClusterError("there is no Java: install Debian's openjdk-17-jre-headless")
    return places[0]


@dataclass
class Cluster:
    """Processes of one cluster, by what they are: `master`, `worker-1`, `worker-2`, `connect`."""

    folder: Path
    home: Path
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    master: str = ""
    address: str = ""

    def start(self) -> None:
        """Return once the Connect server listens and both workers are registered. Raises ClusterError."""
        port = free_port()
        self.master = f"spark://{HOST}:{port}"
        self._launch("master", _class("master.Master", "--port", port, "--webui-port", free_port()))
        self._until(lambda: _listening(port), "master")
        workers = [f"worker-{number}" for number in range(1, WORKERS + 1)]
        for name in workers:
            self.launch_worker(name)
        port = free_port()
        self.address = f"sc://{HOST}:{port}"
        conf = {**_DRIVER, "spark.master": self.master, "spark.connect.grpc.binding.port": str(port)}
        given = [part for name, value in conf.items() for part in ("--conf", f"{name}={value}")]
        server = ("--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "spark-internal")
        self._launch("connect", ["bin/spark-submit", *given, *server], memory=_DRIVER_MEMORY)
        for name in workers:
            self.wait_for_worker(name)
        self._until(lambda: _listening(port), "connect")

    def launch_worker(self, name: str) -> None:
        """A worker of one core, which is not known to the master yet."""
        place = ("--work-dir", self.folder / name, "--webui-port", free_port())
        size = ("--cores", 1, "--memory", _MEMORY)
        self._launch(name, _class("worker.Worker", "--port", free_port(), *place, *size, self.master))

    def wait_for_worker(self, name: str) -> None:
        """Return once the master knows it. Raises ClusterError."""
        self._until(lambda: b"Successfully registered" in self.log(name), name)

    def executors(self, worker: str) -> list[int]:
        """The processes that compute for that worker: its children."""
        parent = self.processes[worker].pid
        children = Path(f"/proc/{parent}/task/{parent}/children")
        return [int(pid) for path in _tasks(parent, children) for pid in path.read_text().split()]

    def kill(self, name: str) -> None:
        """kill -9 of one of `processes`, as a machine that is unplugged."""
        process = self.processes.pop(name)
        process.kill()
        process.wait()

    def stop(self) -> None:
        """End all of it, executors included, and wait for them."""
        for process in self.processes.values():
            _signal_group(process, signal.SIGTERM)
        for process in self.processes.values():
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                _signal_group(process, signal.SIGKILL)
                process.wait()
        self.processes.clear()

    def log(self, name: str) -> bytes:
        """What a process wrote."""
        return (self.folder / f"{name}.log").read_bytes()

    def _launch(self, name: str, command: Sequence[object], memory: str = _DAEMON_MEMORY) -> None:
        environment = {
            **os.environ,
            "SPARK_HOME": str(self.home),
            "SPARK_LOCAL_IP": HOST,
            "SPARK_LOCAL_HOSTNAME": HOST,
            "SPARK_LOCAL_DIRS": str(self.folder / "local"),
            "SPARK_DAEMON_JAVA_OPTS": _QUICK,
            "SPARK_DAEMON_MEMORY": memory,  # of the Connect server too
        }
        with (self.folder / f"{name}.log").open("wb") as log:
            self.processes[name] = subprocess.Popen(
                [str(self.home / str(command[0])), *map(str, command[1:])],
                cwd=self.folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=_all_signals,
                start_new_session=True,
            )

    def _until(self, ready: Callable[[], bool], name: str) -> None:
        """Wait for a process to be ready. Raises ClusterError when it ends before, or is too long."""
        end = time.monotonic() + STARTING_SECONDS
        while not ready():
            if self.processes[name].poll() is not None or time.monotonic() > end:
                tail = self.log(name).decode(errors="replace")[-3000:]
                raise ClusterError(f"the {name} does not start:\n{tail}")
            time.sleep(0.1)


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A cluster that runs, stopped and erased on the way out. Raises ClusterError."""
    home = spark_home()
    made = Cluster(Path(tempfile.mkdtemp(prefix="barometre-spark-")), home)
    try:
        made.start()
        yield made
    finally:
        made.stop()
        shutil.rmtree(made.folder, ignore_errors=True)


def _class(name: str, *arguments: object) -> list[object]:
    return ["bin/spark-class", f"org.apache.spark.deploy.{name}", "--host", HOST, *arguments]


def _tasks(parent: int, first: Path) -> list[Path]:
    """Every thread of a process may have made children."""
    return list(Path(f"/proc/{parent}/task").glob("*/children")) or [first]


def _all_signals() -> None:
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def _listening(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def _signal_group(process: subprocess.Popen[bytes], number: int) -> None:
    """An executor is of the group of its worker: it goes with it, even when the worker is already gone."""
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return


def main() -> None:
    """Run a cluster until SIGINT or SIGTERM."""
    ends = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, ends)
    with cluster() as made:
        sys.stdout.write(f"{made.address}\n")
        sys.stdout.flush()
        signal.sigwait(ends)


if __name__ == "__main__":
    main()
