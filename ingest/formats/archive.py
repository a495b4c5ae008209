"""Members of a zip archive, read into memory within bounds; nothing is ever unpacked to disk."""

from __future__ import annotations

import io
import zipfile
import zlib

from ingest.errors import SourceUnreadableError

MAX_MEMBERS = 20_000
MAX_MEMBER_BYTES = 64 * 1024 * 1024
"""Of one member, unpacked. The main part of a policy of 300 pages has some 5 MB."""
MAX_BYTES = 128 * 1024 * 1024
"""Of all members that are read, unpacked."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""All that office formats allow; the others take memory by what the archive says, not by what it holds."""
_IS_ENCRYPTED = 0x1


class Archive:
    """A zip archive whose members are read by their names, one at a time."""

    def __init__(self, data: bytes, name: str) -> None:
        """Read the list of members; ``name`` is how messages call the file.

        Raises:
            SourceUnreadableError: if there is none, a longer one than any document has, or one with the same name twice.
        """
        self._name = name
        self._left = MAX_BYTES
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError) as error:
            raise self.damaged() from error
        if len(self._zip.filelist) > MAX_MEMBERS:
            raise self._too_large(f"里面有 {len(self._zip.filelist)} 个文件")
        if len(self._zip.filelist) > len(self._zip.NameToInfo):
            # Which of two members of one name is the text, programs disagree about; Word reads neither.
            raise self.damaged()

    def __contains__(self, member: str) -> bool:
        """Tell whether there is a member of that name."""
        return member in self._zip.NameToInfo

    def read(self, member: str) -> bytes:
        """Unpack one member; whatever size it claims to have, no more than the bounds is held.

        Raises:
            SourceUnreadableError: if it is missing, damaged, encrypted or too large.
        """
        info = self._zip.NameToInfo.get(member)
        if info is None:
            raise self.damaged()
        if info.flag_bits & _IS_ENCRYPTED:
            raise SourceUnreadableError(f"文件有密码：{self._name}。请打开它，去掉密码后另存，再试一次。")
        if info.compress_type not in _METHODS:
            raise self.damaged()
        bound = min(MAX_MEMBER_BYTES, self._left)
        try:
            with self._zip.open(info) as file:
                data = file.read(bound + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
            raise self.damaged() from error
        if len(data) > bound:
            raise self._too_large(f"解开后超过 {bound // 1024**2} MB")
        self._left -= len(data)
        return data

    def damaged(self) -> SourceUnreadableError:
        """Say that the archive is not what its list of members says, and what to do."""
        return SourceUnreadableError(
            f"文件已损坏或不完整：{self._name}。请重新下载，或用 Word、WPS 打开后另存为 docx，再试一次。"
        )

    def _too_large(self, how: str) -> SourceUnreadableError:
        return SourceUnreadableError(f"文件过大：{self._name}（{how}）。请只留下政策正文，另存后再试。")
