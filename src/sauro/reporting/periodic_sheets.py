"""The periodic report as sheets: the tables of its text and appendices with counts as numbers, and all
figures one by one, a share as its two counts."""

from __future__ import annotations

from collections.abc import Iterator

from sauro.reporting.figure_words import Change, Figure, Share
from sauro.reporting.periodic import periodic_report
from sauro.reporting.periodic_facts import PeriodicReport, Piece
from sauro.reporting.periodic_tables import ReportTable, body_tables, late_table, unit_tables
from sauro.reporting.reminders import written_day
from sauro.writing.figure_book import Amount, FigureSheet, write_figure_book
from sauro.writing.runs import figure_digest, figures_of

__all__ = ["periodic_sheets"]

Cell = str | Amount


def periodic_sheets(report: PeriodicReport) -> bytes:
    """The file for Excel, with the same figures and the same digest as the Word file."""
    sheets = [_about(report)]
    sheets += [_sheet(one) for one in body_tables(report)]
    if report.late:
        sheets.append(_sheet(late_table(report.late)))
    sheets += [_sheet(one) for one in unit_tables(report)]
    sheets.append(_figures(report))
    if report.sources:
        sheets.append(_sources(report))
    return write_figure_book(report.subject, sheets)


def _about(report: PeriodicReport) -> FigureSheet:
    real = report.real_until
    rows = [
        ("Cơ quan báo cáo", report.head.issuer),
        ("Cơ quan nhận", report.superior),
        ("Kỳ báo cáo", report.period),
        ("Số liệu từ", written_day(report.first)),
        ("Số liệu đến", written_day(report.last)),
        ("Số thực đến hết ngày", written_day(real) if real is not None and real < report.last else ""),
        ("Chưa báo cáo", "; ".join(report.silent)),
        ("Mã kiểm tra số liệu (SHA-256)", figure_digest(figures_of(periodic_report(report)))),
    ]
    return FigureSheet("Báo cáo", report.subject, ("Nội dung", "Giá trị"), tuple(rows))


def _sheet(one: ReportTable) -> FigureSheet:
    rows = tuple(tuple(_cell(piece) for piece in row) for row in one.rows)
    return FigureSheet(one.name, one.title, one.heads, rows)


def _cell(piece: Piece) -> Cell:
    if isinstance(piece, Figure) and piece.value is not None:
        return Amount(piece.value, piece.estimated)
    return piece if isinstance(piece, str) else piece.words


def _figures(report: PeriodicReport) -> FigureSheet:
    sources = {source.key: f"{source.register}: {source.filter}" for source in report.sources}
    rows = tuple(
        (piece.key, _plain(piece.words), *_counts(piece), sources.get(piece.source, ""))
        for piece in _each(report)
    )
    heads = ("Mã số liệu", "Ghi trong báo cáo", "Tử số hoặc số đếm", "Mẫu số", "Đếm từ")
    return FigureSheet("Từng số liệu", "Từng số liệu của báo cáo", heads, rows)


def _each(report: PeriodicReport) -> Iterator[Figure | Share | Change]:
    """Those given, then the differences computed from them."""
    yield from report.pieces()
    for one in (*report.documents, *report.tasks):
        yield one.change


def _counts(piece: Figure | Share | Change) -> tuple[Cell, Cell]:
    if isinstance(piece, Share):
        return Amount(piece.part, piece.estimated), Amount(piece.whole, piece.estimated)
    if isinstance(piece, Figure) and piece.value is not None:
        return Amount(piece.value, piece.estimated), ""
    return "", ""


def _plain(words: str) -> str:
    return words.replace("\N{NO-BREAK SPACE}", " ")


def _sources(report: PeriodicReport) -> FigureSheet:
    rows = tuple((one.register, one.filter, Amount(one.count), one.address) for one in report.sources)
    return FigureSheet("Nguồn", "Nguồn của số liệu", ("Đếm từ", "Bộ lọc", "Số dòng", "Địa chỉ"), rows)
