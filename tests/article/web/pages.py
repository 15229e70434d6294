"""Pages of the tests: an article of two paragraphs, and what may stand in it or around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.article.web.page import read_page

if TYPE_CHECKING:
    from hashiya.article.web.saved_page import SavedPage

HEADLINE = "الصحة تسجل ثلاثين حالة"
FIRST = "أعلنت وزارة الصحة اليوم تسجيل ثلاثين حالة جديدة في العاصمة وضواحيها خلال يوم واحد."
SECOND = "وقال المتحدث باسم الوزارة إن المستشفيات استقبلت جميع المصابين وإن حالتهم مستقرة الآن."
"""Each paragraph has more letters than `measures.PROSE`."""

ARTICLE = f"<h1>{HEADLINE}</h1><p>{FIRST}</p><p>{SECOND}</p>"
TEXT = f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}"


def page_of(body: str, head: str = "") -> SavedPage:
    """Read a page."""
    head = f"<head><meta charset=utf-8>{head}</head>"
    return read_page(f"<!DOCTYPE html><html lang=ar dir=rtl>{head}<body>{body}</body></html>".encode())


def text_of(body: str, head: str = "") -> str:
    """The text of a page."""
    return page_of(body, head).text
