"""A PostgreSQL server with PostGIS for one test: in a temporary folder, on loopback, stopped at the end."""
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import tempfile

EXTENSION = "share/postgresql/{}/extension/postgis.control"


def find_programs():
    """Folder of initdb and pg_ctl of the newest server that has PostGIS, or None."""
    for folder in sorted(pathlib.Path("/usr/lib/postgresql").glob("*"), key=lambda f: f.name, reverse=True):
        if (folder / "bin" / "initdb").exists() and (pathlib.Path("/usr") / EXTENSION.format(folder.name)).exists():
            return folder / "bin"
    return None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class PostgisServer:
    """`connection` is the text behind "PG:"."""

    def __init__(self, programs):
        self.programs = programs
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="diaban-pg-"))
        self.port = free_port()
        self.user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        self.connection = f"host=127.0.0.1 port={self.port} dbname=postgres user={self.user}"

    def run(self, *command):
        # The server's programs refuse to run as root.
        prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        subprocess.run([*prefix, *map(str, command)], check=True, cwd="/", stdout=subprocess.DEVNULL, timeout=120)

    def start(self):
        data = self.folder / "data"
        self.run(self.programs / "initdb", "-D", data, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-U", self.user, "-N")
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        self.run(self.programs / "pg_ctl", "-D", data, "-w", "-l", self.folder / "log", "-o", options, "start")
        return self

    def stop(self):
        try:
            self.run(self.programs / "pg_ctl", "-D", self.folder / "data", "-w", "-m", "immediate", "stop")
        finally:
            shutil.rmtree(self.folder, True)
