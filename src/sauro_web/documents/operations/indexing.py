"""Keeping the texts of documents and the index by which those alike are found: in the background, in batches,
each one transaction, so that a run that was cut off goes on where it was."""

from __future__ import annotations

import logging
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log

from django.db import transaction

from sauro.errors import SauroError
from sauro.reading.open import read_bytes, takes_long
from sauro.text.shingles import sampled, shingles, short_runs
from sauro_web.documents.models import (
    Document,
    DocumentFile,
    DocumentText,
    FileReading,
    Matter,
    PostingBlock,
    PostingSegment,
    TextDue,
)
from sauro_web.documents.postings import Postings, block_range, joined, packed, unpacked

__all__ = ["ReadDocument", "keep_texts", "keep_texts_due", "read_document"]

_log = logging.getLogger(__name__)
_LONGEST = 1_000_000
"""Characters of a text that are kept: some 400 pages."""
_SIBLINGS = 8
"""So many segments of about the same size become one."""
_WHOLE = 200_000
"""Documents of a segment that is left as it is."""
_ROWS, _BLOCKS = 2_000, 5_000
"""Written in one statement."""


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What is kept of a document: its office, and text and subject in shingles."""

    number: int
    office: int
    packed: bytes
    shingles: array[int]
    subject_runs: array[int]


def read_document(number: int, office: int, subject: str, text: str) -> ReadDocument:
    """A document made ready to be kept; what takes most of the time, and needs no database."""
    some = text[:_LONGEST]
    return ReadDocument(number, office, DocumentText.pack(some), shingles(some), short_runs(subject))


def keep_texts_due(most: int) -> int:
    """Reads and keeps the texts of the documents that wait, at most so many; how many rows waited. A document
    whose text cannot be read is found by its subject."""
    due = list(TextDue.objects.order_by("pk").values_list("pk", "document_id")[:most])
    numbers = {document for _, document in due}
    rows = Document.objects.filter(pk__in=numbers).values_list("pk", "office_id", "subject")
    texts = _texts_of(numbers)
    read = [read_document(pk, office, subject, texts.get(pk, "")) for pk, office, subject in rows]
    with transaction.atomic():
        held = Document.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
        there = set(held.filter(pk__in=numbers).values_list("pk", flat=True))
        keep_texts([one for one in read if one.number in there])
        TextDue.objects.filter(pk__in=[pk for pk, _ in due]).delete()
    return len(due)


def _texts_of(documents: Collection[int]) -> dict[int, str]:
    """The texts of their files, one below the other. What is a scan, or has to be converted, is not read: it
    takes seconds a page."""
    files = DocumentFile.objects.filter(
        document__in=documents, withdrawn_at=None, reading=FileReading.DONE
    ).order_by("document", "added_at", "pk")
    texts: dict[int, list[str]] = defaultdict(list)
    for file in files.iterator(chunk_size=100):
        if text := _text_of(file):
            texts[file.document_id].append(text)
    return {document: "\n".join(some) for document, some in texts.items()}


def _text_of(file: DocumentFile) -> str:
    try:
        with file.file.open("rb") as kept:
            data = kept.read()
        return "" if takes_long(data) else read_bytes(data, name=file.name).text
    except (SauroError, FileNotFoundError):
        return ""
    except Exception:
        _log.exception("the text of the file %s could not be read", file.pk)
        return ""


def keep_texts(read: Sequence[ReadDocument]) -> None:
    """Keeps what was read of documents in the place of what was kept before, and makes it found; inside a
    transaction of the caller's."""
    numbers = [one.number for one in read]
    before = {
        row.pk: row for row in DocumentText.objects.filter(pk__in=numbers).only("shingles", "subject_runs")
    }
    rows = (
        DocumentText(
            document_id=one.number, packed=one.packed, shingles=one.shingles.tobytes(),
            subject_runs=one.subject_runs.tobytes(),
        )
        for one in read
    )  # fmt: skip
    while some := list(islice(rows, _ROWS)):
        DocumentText.objects.bulk_create(
            some,
            update_conflicts=True,
            unique_fields=["document"],
            update_fields=["packed", "shingles", "subject_runs"],
        )
    for office, matter, runs in _new_runs(read, before):
        _add_segment(office, matter, len(runs), joined(runs))
        _merge_segments(office, matter)


def _new_runs(
    read: Iterable[ReadDocument], before: Mapping[int, DocumentText]
) -> Iterator[tuple[int, Matter, Mapping[int, array[int]]]]:
    """By office and matter, the shingles by which documents are found and were not before."""
    found: dict[tuple[int, Matter], dict[int, array[int]]] = defaultdict(dict)
    for one in read:
        known = before.get(one.number)
        for matter, runs, kept in (
            (Matter.TEXT, sampled(one.shingles), known.shingles if known else b""),
            (Matter.SUBJECT, one.subject_runs, known.subject_runs if known else b""),
        ):
            older = DocumentText.runs(kept)
            old = set(sampled(older) if matter is Matter.TEXT else older)
            new = array("I", [run for run in runs if run not in old]) if old else runs
            if new:
                found[one.office, matter][one.number] = new
    for (office, matter), by_document in found.items():
        yield office, matter, by_document


def _add_segment(office: int, matter: Matter, documents: int, postings: Postings) -> PostingSegment:
    bits, blocks = packed(postings, documents)
    segment = PostingSegment.objects.create(office_id=office, matter=matter, documents=documents, bits=bits)
    first, _ = block_range(segment.pk)
    rows = (PostingBlock(id=first + place, data=data) for place, data in blocks)
    while some := list(islice(rows, _BLOCKS)):
        PostingBlock.objects.bulk_create(some)
    return segment


def _merge_segments(office: int, matter: Matter) -> None:
    """Makes one of segments of about the same size, again and again, so that there are few of each: what is
    new is written once for each size it passes through."""
    held = (
        PostingSegment.objects.filter(office=office, matter=matter)
        .select_for_update(of=("self",), no_key=True)
        .order_by("pk")
    )
    segments = list(held)
    while some := _siblings(segments):
        ranges = [block_range(one.pk) for one in some]
        blocks = [
            data
            for first, end in ranges
            for data in PostingBlock.objects.filter(pk__gte=first, pk__lt=end).values_list("data", flat=True)
        ]
        merged = _add_segment(office, matter, sum(one.documents for one in some), unpacked(blocks))
        for first, end in ranges:
            PostingBlock.objects.filter(pk__gte=first, pk__lt=end).delete()
        gone = {one.pk for one in some}
        PostingSegment.objects.filter(pk__in=gone).delete()
        segments = [*(one for one in segments if one.pk not in gone), merged]


def _siblings(segments: Iterable[PostingSegment]) -> list[PostingSegment]:
    """Of the smallest size of which there are enough; none where there are not."""
    by_size: dict[int, list[PostingSegment]] = defaultdict(list)
    for one in segments:
        if one.documents < _WHOLE:
            by_size[int(log(max(one.documents, 1), _SIBLINGS))].append(one)
    return next((some for _, some in sorted(by_size.items()) if len(some) >= _SIBLINGS), [])
