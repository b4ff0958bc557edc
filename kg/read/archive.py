"""Archives (.zip): the files in them, by name, with the metadata tables that lie among them."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import PurePosixPath
from typing import BinaryIO, Final

from kg.config import Read
from kg.read import _metadata
from kg.read._kinds import refuse_crowd
from kg.read._source import Fault, Member, RefusedError, Told, seekable, sound, told, too_much

_UTF8: Final = 0x800
"""The flag of a name in UTF-8."""

_ENCRYPTED: Final = 0x1


def read(stream: BinaryIO, config: Read) -> Iterator[Member | Fault]:
    """A file for each name, sorted; nothing is unpacked to disk. Hidden files and metadata tables are left out.

    Raises `RefusedError` for what is no archive, and beyond `max_files`; `max_bytes` bounds every file here, and all
    together where they are read.
    """
    whole = seekable(stream, config.max_bytes)
    refuse_crowd(whole)
    try:
        archive = zipfile.ZipFile(whole)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise RefusedError(f"is a damaged archive: {told(error)}") from None
    with archive:
        files = sorted(((_name(info), info) for info in archive.infolist() if not info.is_dir()), key=_by_name)
        if len(files) > config.max_files:
            raise RefusedError(f"holds more than {config.max_files} files (setting read.max_files)")
        tables: dict[str, Told] = {}
        for name, info in files:
            if PurePosixPath(name).name in _metadata.TABLES:
                try:
                    table = _table(archive, name, info, config)
                except RefusedError as error:
                    yield Fault(name, told(error))
                    continue
                tables |= table.told
                yield from (Fault(name, reason, remark=True) for reason in table.remarks)
        unmatched = _metadata.unmatched(tables, {name for name, _ in files})
        yield from (Fault(name, reason, remark=True) for name, reason in unmatched)
        shown = [(name, info) for name, info in files if _shown(name)]
        for name, info in shown:
            yield _member(archive, name, info, tables, config)
        if not shown:
            yield Fault("", "holds no documents")


def _by_name(item: tuple[str, zipfile.ZipInfo]) -> tuple[str, int]:
    return item[0], item[1].header_offset


def _name(info: zipfile.ZipInfo) -> str:
    """The name; Chinese programs write it in GBK, which `zipfile` takes for code page 437."""
    name = info.filename
    if not info.flag_bits & _UTF8 and not name.isascii():
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    return sound(name.replace("\\", "/"))


def _shown(name: str) -> bool:
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith(".") and part != ".." for part in parts) or parts[:1] == ("__MACOSX",)
    return bool(parts) and not hidden and parts[-1] not in _metadata.TABLES


def _member(
    archive: zipfile.ZipFile, name: str, info: zipfile.ZipInfo, tables: dict[str, Told], config: Read
) -> Member | Fault:
    if name.startswith("/") or ".." in PurePosixPath(name).parts:
        return Fault(name, "has a name that leads out of the archive: not read")
    if stat.S_ISLNK(info.external_attr >> 16):
        return Fault(name, "is a link: not followed")
    try:
        return Member(name, _bytes(archive, info, config.max_bytes), tables.get(name, Told()))
    except RefusedError as error:
        return Fault(name, told(error))


def _table(archive: zipfile.ZipFile, name: str, info: zipfile.ZipInfo, config: Read) -> _metadata.Table:
    path = PurePosixPath(name)
    prefix = "" if path.parent == PurePosixPath(".") else f"{path.parent}/"
    table = _metadata.told(_bytes(archive, info, config.max_bytes), path.name, config)
    return table._replace(told={prefix + key: row for key, row in table.told.items()})


def _bytes(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    """The content, checked; no more than `limit` bytes are unpacked whatever the archive says of its size."""
    if info.flag_bits & _ENCRYPTED:
        raise RefusedError("is encrypted")
    try:
        with archive.open(info) as file:
            data = file.read(limit + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, OSError, ValueError) as error:
        raise RefusedError(f"is damaged in the archive: {told(error)}") from None
    if len(data) > limit:
        raise too_much(limit)
    return data
