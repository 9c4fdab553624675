"""Text that comes pasted or as a file: one form for both, one of them at a time."""

from typing import Any

from django import forms


class PastedField(forms.CharField):
    """Text as it was copied; the odd NUL that some programs copy along is dropped."""

    def to_python(self, value: Any) -> str:
        return super().to_python(value).replace("\0", "")


class PasteOrFileForm(forms.Form):
    """Has the fields ``text`` and ``file``; ``received()`` gives the bytes and the name they came under."""

    max_bytes: int
    too_large: str
    nothing_given: str
    pasted_name: str

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file, text = cleaned.get("file"), cleaned.get("text", "")
        if "file" in self.errors or "text" in self.errors:
            return cleaned
        if file and text.strip():
            self.add_error("file", "粘贴和上传只能用一种：请清空粘贴的文字，或不选文件。")
        elif file and file.size > self.max_bytes:
            self.add_error("file", self.too_large)
        elif file is None and not text.strip():
            self.add_error("text", self.nothing_given)
        return cleaned

    def received(self) -> tuple[bytes, str]:
        """The bytes that came, and the name they came under."""
        file = self.cleaned_data["file"]
        if file is None:
            return self.cleaned_data["text"].encode(), self.pasted_name
        return file.read(), file.name
