"""A score sheet as a workbook of five pages in which texts are texts and numbers are numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from records.class_report import ClassReport
from records.exports.answers import answer_columns
from records.exports.columns import Column, Look
from records.exports.matrix import CARD_MEANING, titled_matrix
from records.exports.workbook.book import Book
from records.exports.workbook.cards import card_columns
from records.exports.workbook.summary import write_summary
from records.score_sheet import ScoreSheet


def to_xlsx(sheet: ScoreSheet, report: ClassReport | None = None) -> bytes:
    """The workbook: Summary, Matrix, Answers, Cards and Data dictionary; of a class with its `report`.

    Every table has the names of its columns in the first row. Equal sheets give equal bytes. Raises
    `TooManyRowsError` for a sheet that no workbook can hold.
    """
    book = Book(sheet)
    tables = {
        "Matrix": titled_matrix(sheet),
        "Answers": answer_columns(sheet),
        "Cards": card_columns(sheet, report),
    }
    write_summary(book, sheet, report)
    book.table("Matrix", tables["Matrix"], frozen=1)
    book.table("Answers", tables["Answers"])
    book.table("Cards", tables["Cards"], frozen=2)
    book.table("Data dictionary", _dictionary(tables))
    return book.close()


def _dictionary(tables: Mapping[str, Sequence[Column]]) -> Sequence[Column]:
    """What each column of the tables holds; the cards of the matrix are told once."""
    told = [
        (name, column.name, column.meaning)
        for name, columns in tables.items()
        for column in columns
        if column.meaning != CARD_MEANING
    ]
    told.append(("Matrix", "each card", CARD_MEANING))
    pages, names, meanings = zip(*told, strict=True)
    return [
        Column("page", "Page of this workbook.", pages, Look.TEXT),
        Column("column", "Name of the column.", names, Look.TEXT),
        Column("meaning", "What it holds.", meanings, Look.TEXT, width=110),
    ]
