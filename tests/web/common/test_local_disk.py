"""Which file system a path lies on."""

from __future__ import annotations

from pathlib import Path

from sauro_web.common.local_disk import filesystem_of

MOUNTS = """\
overlay / overlay rw 0 0
/dev/sda1 /srv ext4 rw 0 0
//may-chu/chung /srv/o\\040chung cifs rw 0 0
may-chu:/du-lieu /mnt/nfs nfs4 rw 0 0
"""


def test_the_deepest_mount_counts() -> None:
    assert filesystem_of(Path("/srv/sauro/sauro.sqlite3"), MOUNTS) == "ext4"
    assert filesystem_of(Path("/srv/o chung/sauro.sqlite3"), MOUNTS) == "cifs"
    assert filesystem_of(Path("/mnt/nfs/x"), MOUNTS) == "nfs4"
    assert filesystem_of(Path("/home/x"), MOUNTS) == "overlay"


def test_a_name_that_begins_alike_is_another_folder() -> None:
    assert filesystem_of(Path("/mnt/nfs2/x"), MOUNTS) == "overlay"
