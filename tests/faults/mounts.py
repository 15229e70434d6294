"""A folder as a second computer has it: mounted by sshfs, whose server runs here without a network.

The writers on it get a host name of their own. Two mounts of one folder share nothing but the server: neither
the system's locks nor what each of them keeps in its caches.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults.lacking import leave_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SERVERS = ("/usr/lib/openssh", "/usr/libexec/openssh", "/usr/lib/ssh", "/usr/libexec")
OLD = "posix-rename,hardlink"
"""What the SFTP protocol itself does not have, so that some servers cannot do it."""
FUSE = Path("/dev/fuse")


def need_sshfs() -> Path:
    """Find the SFTP server, and see that folders can be mounted here."""
    server = next((path for folder in SERVERS if (path := Path(folder, "sftp-server")).exists()), None)
    if shutil.which("sshfs") is None or server is None:
        leave_out(
            "two computers on one folder were not tried: sshfs and sftp-server are not installed "
            "(apt-get install sshfs openssh-sftp-server)",
            matters_in_ci=True,
        )
    if not os.access(FUSE, os.R_OK | os.W_OK):
        leave_out(f"two computers on one folder were not tried: {FUSE} is not to be had here")
    return server


@contextmanager
def mounted(folder: Path, place: Path, options: str = "", denied: str = "") -> Iterator[Path]:
    """Mount a folder by sshfs.

    Args:
        folder: what the server serves.
        place: where it is mounted; made here.
        options: of sshfs, separated by commas.
        denied: requests that the server refuses, as one does that does not know them.
    """
    server = need_sshfs()
    place.mkdir()
    connect = place.with_name(f"{place.name}.sh")
    connect.write_text(f"#!/bin/sh\nexec {server}{f' -P {denied}' if denied else ''}\n")
    connect.chmod(0o755)
    all_options = ",".join(filter(None, (f"ssh_command={connect}", options)))
    made = subprocess.run(
        ["sshfs", "-o", all_options, f"server:{folder}", str(place)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    if made.returncode:
        leave_out(
            f"two computers on one folder were not tried: sshfs mounts nothing here: {made.stderr.strip()}"
        )
    try:
        yield place
    finally:
        unmount = "fusermount3" if shutil.which("fusermount3") else "fusermount"
        subprocess.run([unmount, "-u", "-z", str(place)], check=False, timeout=60)


def on_host(name: str) -> Sequence[str]:
    """The words before a command that run it on a computer of this name, as far as it can see."""
    become = [] if os.geteuid() == 0 else ["--map-root-user"]
    return ["unshare", *become, "--uts", "sh", "-c", 'hostname "$0" && exec "$@"', name]
