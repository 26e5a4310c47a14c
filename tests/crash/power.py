"""A power cut: of each file that SQLite writes, what was synced last is left, and nothing later.

SQLite reaches its files through a table of functions. Here opening a file is put through a function of
ours, so that after every sync that went well the file, as it then is, is kept beside as what the disk
holds. That a file is there at all, or is gone, is taken to be on the disk at once.
"""

import _sqlite3
import ctypes
import os
import shutil
from pathlib import Path
from typing import Any

_OK = 0
_METHODS = (
    "close read write truncate sync size lock unlock is_reserved control sector_size characteristics"
    " shm_map shm_lock shm_barrier shm_unmap fetch unfetch"
).split()


class _Methods(ctypes.Structure):
    """sqlite3_io_methods: what can be done with an open file."""

    _fields_ = (("version", ctypes.c_int), *((name, ctypes.c_void_p) for name in _METHODS))


class _File(ctypes.Structure):
    _fields_ = (("methods", ctypes.POINTER(_Methods)),)


class _Vfs(ctypes.Structure):
    """sqlite3_vfs, as far as it is needed: how files are opened and deleted."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("version", "file_bytes", "longest_name")),
        *((name, ctypes.c_void_p) for name in ("next", "name", "data", "open", "delete")),
    )


_FILE = ctypes.POINTER(_File)
# A name is handed on by its address: SQLite goes on reading it there.
_OPEN = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, _FILE, ctypes.c_int, ctypes.c_void_p)
_DELETE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_SYNC = ctypes.CFUNCTYPE(ctypes.c_int, _FILE, ctypes.c_int)
_SIZE = ctypes.CFUNCTYPE(ctypes.c_int, _FILE, ctypes.POINTER(ctypes.c_int64))
_READ = ctypes.CFUNCTYPE(ctypes.c_int, _FILE, ctypes.c_void_p, ctypes.c_int, ctypes.c_int64)
_kept: list[Any] = []  # what C still points to


def can_be_cut() -> bool:
    """Whether this Python lets SQLite's own functions be reached; one with SQLite built in may not."""
    return hasattr(ctypes.CDLL(_sqlite3.__file__), "sqlite3_vfs_find")


def hold(disk: Path) -> None:
    """From now on keep in this folder what a disk would hold of every file that SQLite opens."""
    found = ctypes.CDLL(_sqlite3.__file__).sqlite3_vfs_find
    found.argtypes, found.restype = (ctypes.c_char_p,), ctypes.POINTER(_Vfs)
    vfs = found(None).contents
    opened, deleted = _OPEN(vfs.open), _DELETE(vfs.delete)
    names: dict[int, str] = {}  # of the open files, by their addresses

    def open_file(whose: int, name: int | None, file: Any, flags: int, told: int) -> int:
        result = opened(whose, name, file, flags, told)
        if result == _OK and name:
            names[ctypes.addressof(file.contents)] = _name_at(name)
            file.contents.methods = ctypes.pointer(_with_sync(file.contents.methods.contents, names, disk))
        return result

    def delete_file(whose: int, name: int, flags: int) -> int:
        (disk / _name_at(name)).unlink(missing_ok=True)
        return deleted(whose, name, flags)

    _kept.extend((opened, deleted, _OPEN(open_file), _DELETE(delete_file)))
    vfs.open, vfs.delete = (ctypes.cast(one, ctypes.c_void_p).value for one in _kept[-2:])


def _name_at(address: int) -> str:
    return Path(os.fsdecode(ctypes.string_at(address))).name


def _with_sync(methods: _Methods, names: dict[int, str], disk: Path) -> _Methods:
    """The same functions, but that a sync also keeps what is now on the disk."""
    synced, copy = _SYNC(methods.sync), _Methods.from_buffer_copy(methods)

    def sync(file: Any, flags: int) -> int:
        result = synced(file, flags)
        if result == _OK:
            _keep(disk / names[ctypes.addressof(file.contents)], _bytes_of(file))
        return result

    _kept.extend((synced, copy, _SYNC(sync)))
    copy.sync = ctypes.cast(_kept[-1], ctypes.c_void_p).value
    return copy


def _bytes_of(file: Any) -> bytes:
    """All of a file, by SQLite's own hand: to open it once more and close it would lose SQLite's locks."""
    methods, size = file.contents.methods.contents, ctypes.c_int64()
    _SIZE(methods.size)(file, ctypes.byref(size))
    held = ctypes.create_string_buffer(size.value)
    _READ(methods.read)(file, held, size.value, 0)
    return held.raw


def _keep(image: Path, held: bytes) -> None:
    """At once or not at all: the process may be killed here, too."""
    coming = image.with_name(f"{image.name}.coming")
    coming.write_bytes(held)
    coming.replace(image)


def cut(database: Path, disk: Path) -> None:
    """The power is back: the files are as the disk holds them."""
    for file in database.parent.glob(f"{database.name}*"):
        file.unlink()
    for image in disk.glob(f"{database.name}*"):
        if image.suffix != ".coming":
            shutil.copy(image, database.parent)
