"""From a Word file to a draft: one page asks for the file, the next is the draft itself."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_http_methods

from awards.importing.rows import UnreadableSource
from organizations.admin.desk import back_to
from showcase.documents.word.opening import MAX_BYTES, TOO_LARGE
from showcase.documents.word.receiving import ReceivedCase, receive_case
from showcase.models import CaseStudy, DocumentImport

PERMISSIONS = ("showcase.add_documentimport", "showcase.add_casestudy")
WORD_TYPES = ".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Beyond so many the panel hides the form; all of them stand beside it.
MOST_SHOWN = 5
KNOWN = "这个文件已经导入过（内容完全相同），这里是那一次的案例，没有新建。"


class WordForm(forms.Form):
    """The file, and whom it is about where it does not say so itself."""

    file = forms.FileField(
        label="Word 文件",
        allow_empty_file=True,
        help_text=f".docx，不超过 {MAX_BYTES // 1024 // 1024} MB。原件会原样保存，不公开。",
        widget=forms.FileInput(attrs={"accept": WORD_TYPES}),
        error_messages={"required": "请选择一个 Word 文件。"},
    )
    organization = forms.CharField(
        label="党组织",
        required=False,
        max_length=120,
        help_text="文中写明了就留空；没有写明，照登记的名称填写。",
    )

    def clean_file(self) -> File:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(TOO_LARGE)
        return file


class WordMixin(admin.ModelAdmin):
    """The way from a Word file to the page of its draft."""

    class Media:
        css = {"all": ["css/admin/open-decisions.css"]}

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(self.word_view))
        return [path("word/", view, name="showcase_casestudy_word"), *super().get_urls()]

    def word_view(self, request: HttpRequest) -> HttpResponse:
        """Ask for the file; write what it holds and go on to the draft."""
        if not request.user.has_perms(PERMISSIONS):
            raise PermissionDenied
        is_sent = request.method == "POST"
        form = WordForm(request.POST if is_sent else None, request.FILES if is_sent else None, label_suffix="")
        if is_sent and form.is_valid() and (answer := _received(request, form)):
            return answer
        facts = {"opts": self.opts, "title": "从 Word 文件新建", "media": self.media, "form": form}
        context = {**self.admin_site.each_context(request), **facts}
        return TemplateResponse(request, "admin/showcase/casestudy/word.html", context)

    def facts_for(self, request: HttpRequest, record: CaseStudy) -> list[tuple[str, str]]:
        """What the document left open, until somebody has ticked it off."""
        waiting = [
            (one["place"], one["question"])
            for document in _documents_of(record)
            for one in document.decisions
            if one["case"] in ("", record.slug) and not one.get("settled_at")
        ]
        facts = super().facts_for(request, record)
        return [(f"待您决定 {len(waiting)} 处", _listed(waiting)), *facts] if waiting else facts

    def links_for(self, request: HttpRequest, record: CaseStudy) -> list[tuple[str, str]]:
        """The files the case came in."""
        if not request.user.has_perm("organizations.view_sourcedocument"):
            return super().links_for(request, record)
        sources = {document.source_id: document.source for document in _documents_of(record) if document.source.file}
        files = [
            (f"下载收到的文件“{source.file_name}”", reverse("admin:organizations_sourcedocument_file", args=[key]))
            for key, source in sources.items()
        ]
        return [*super().links_for(request, record), *files]


def _listed(waiting: list[tuple[str, str]]) -> str:
    """The questions, each after the place it concerns."""
    items = format_html_join("", "<li><strong>{}</strong>　{}</li>", waiting[:MOST_SHOWN])
    rest = len(waiting) - MOST_SHOWN
    more = format_html('<li class="open-decisions__more">另有 {} 处，见本页“待决定”</li>', rest) if rest > 0 else ""
    return format_html('<ol class="open-decisions">{}{}</ol>', items, more)


def _documents_of(case: CaseStudy) -> list[DocumentImport]:
    """The documents ``case`` came from; asked once for each page that is made."""
    known = vars(case)
    if "_documents" not in known:
        found = DocumentImport.objects.filter(cases=case).select_related("source")
        known["_documents"] = list(found.order_by("pk"))
    return known["_documents"]


def _received(request: HttpRequest, form: WordForm) -> HttpResponse | None:
    """Keep the file as a draft; None where it cannot be read, and the form says why."""
    file, organization = form.cleaned_data["file"], form.cleaned_data["organization"].strip()
    try:
        received = receive_case(file.read(), file.name, by=request.user, organization=organization)
    except UnreadableSource as error:
        form.add_error("file", str(error))
        return None
    except ValidationError as error:
        form.add_error(None, error.messages)
        return None
    _say(request, received)
    case = received.record.cases.order_by("pk").first()
    return back_to("showcase_casestudy_change", case.pk)


def _say(request: HttpRequest, received: ReceivedCase) -> None:
    if not received.is_new:
        messages.info(request, KNOWN)
        return
    messages.success(request, f"已从“{received.record.source.file_name}”建成草稿，读者看不到。请对照原件核对。")
    if count := len(received.record.decisions):
        messages.warning(request, f"还有 {count} 处待您决定，列在本页。")
