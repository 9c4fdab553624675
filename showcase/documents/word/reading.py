"""From the bytes of a Word file to a draft: pure, no database, nothing written."""

from functools import partial

from django.core.exceptions import ValidationError

from awards.importing.reading.packages import Package
from awards.importing.rows import UnreadableSource
from showcase.documents.drafts import CaseDraft, Decision, DraftFigure
from showcase.documents.word.blocks import read_with_mammoth
from showcase.documents.word.captions import Figure, with_captions
from showcase.documents.word.head import read_head
from showcase.documents.word.levelling import Levelled, level_document
from showcase.documents.word.opening import IN_OWN_WORDS, open_word
from showcase.documents.word.parts import Parts
from showcase.documents.word.remainder import missing_from, said_elsewhere
from showcase.documents.word.tables import read_blocks
from showcase.photos import refusals
from showcase.photos.processing import MAX_BYTES as MAX_PICTURE_BYTES

TRACKED = "原稿带有修订痕迹：按“接受全部修订”读取，删除的文字没有收入；请核对。"
NOTHING_IN_IT = "没有读到任何文字和图片。请确认选对了文件；扫描成图片的文字请先录入为文字。"


def read_case(data: bytes, file_name: str) -> CaseDraft:
    """The draft in the bytes of a .docx file. Raises ``UnreadableSource``, saying in Chinese what to do."""
    try:
        return _read(data, file_name)
    except UnreadableSource as error:
        raise UnreadableSource(IN_OWN_WORDS.get(str(error), str(error))) from error


def _read(data: bytes, file_name: str) -> CaseDraft:
    word = open_word(data, file_name)
    levelled = level_document(word)
    placed, doubts = with_captions(read_blocks(read_with_mammoth(levelled)))
    if not placed:
        raise UnreadableSource(NOTHING_IN_IT)
    head, body = read_head(placed, file_name)
    parts = Parts(partial(_drawn, word.package, levelled))
    parts.read(body)
    lead, sections = parts.lead_and_sections()
    said = [*said_elsewhere(word), *levelled.left_out]
    draft = CaseDraft(
        title=head.title,
        organizations=tuple(dict.fromkeys(head.organizations)),
        lead="\n\n".join(lead.blocks),
        lead_figures=tuple(lead.figures),
        sections=tuple(part.section() for part in sections),
        lessons=tuple(parts.learnt),
        byline="；".join(head.byline),
        source="；".join(head.source),
        decisions=(*head.decisions, *_tracked(levelled), *doubts, *parts.decisions, *said),
    )
    return draft.with_decisions(missing_from(draft, word))


def _tracked(levelled: Levelled) -> list[Decision]:
    return [Decision("修订", TRACKED)] if levelled.is_tracked else []


def _drawn(package: Package, levelled: Levelled, figure: Figure, place: int | None) -> DraftFigure:
    """One picture with its words, its bytes to be had when they are asked for."""
    reference = levelled.pictures[figure.number]
    return DraftFigure(
        caption=figure.caption,
        credit=figure.credit,
        alternative_text=reference.alternative_text,
        after_paragraph=place,
        open_picture=partial(_unpacked, package, reference.part),
    )


def _unpacked(package: Package, part: str) -> bytes:
    """The bytes of a picture. Raises ``ValidationError`` where they are missing, damaged or too many."""
    if part not in package.parts:
        raise ValidationError(refusals.DAMAGED)
    if package.parts[part].file_size > MAX_PICTURE_BYTES:
        raise ValidationError(refusals.TOO_HEAVY)
    try:
        return b"".join(package.chunks(part))
    except UnreadableSource as error:
        raise ValidationError(refusals.DAMAGED) from error
