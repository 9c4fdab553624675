"""Files as they were received: kept byte for byte, with their checksum, out of the public's reach."""

import hashlib
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile

from organizations.choices import SourceKind
from organizations.models import SourceDocument


def keep_file(data: bytes, file_name: str, *, kind: SourceKind, headline: str, **facts: Any) -> SourceDocument:
    """A source with the bytes that were received; ``facts`` are its other fields, as far as they are known."""
    name = PurePath(file_name).name or "文件"
    source = SourceDocument(
        kind=kind,
        headline=(headline or name)[:200],
        file_name=name[-200:],
        byte_size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        **facts,
    )
    try:
        source.file.save(name, ContentFile(data), save=False)
        source.save()
    except BaseException:
        # No row answers for it. What a full disk took half of has no name yet; doctor finds it.
        if source.file:
            source.file.delete(save=False)
        raise
    return source
