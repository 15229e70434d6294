"""The report on the screen: go from a number to its places, and to an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hashiya.messages import Message
from hashiya.session.commands.asks import Ask
from hashiya.session.commands.command import Group, Place
from hashiya.session.commands.list_steps import declare_list_steps
from hashiya.session.commands.requests import GoToSpan

if TYPE_CHECKING:
    from hashiya.session.report_browser import ReportBrowser, Row


class AtReport(NamedTuple):
    """The state on which the commands of the report act.

    Attributes:
        browser: the report.
        row: the row of the cursor; None on an empty page.
    """

    browser: ReportBrowser
    row: Row | None


report: Group[AtReport] = Group(Message("commands.group_report"), Place.REPORT)


def _leads_on(at: AtReport) -> bool:
    return at.row is not None and bool(at.browser.links(at.row))


@report.command(
    "report.go",
    "enter",
    title=Message("commands.report_go"),
    short=Message("commands.report_go_short"),
    when=_leads_on,
)
def go(at: AtReport) -> GoToSpan | None:
    """List the places behind the row; of a place, open its article there."""
    target = at.browser.open(at.row) if at.row is not None else None
    return GoToSpan(target.article, target.span, target.label) if target is not None else None


@report.command(
    "report.section",
    "tab",
    title=Message("commands.report_section"),
    short=Message("commands.report_section_short"),
)
def section(at: AtReport) -> None:
    """Go to the next section, after the last one to the first."""
    at.browser.go_to_next_section()


@report.command(
    "report.leave",
    "escape",
    title=Message("commands.report_leave"),
    short=Message("commands.report_leave_short"),
    is_essential=True,
)
def leave(at: AtReport) -> Ask | None:
    """Go back to the page before, or close the report."""
    return None if at.browser.back() else Ask.CLOSE_DIALOG


declare_list_steps(report, "report", Message("commands.row_of_report"))
