"""The namespace and the header of TEI documents."""

from __future__ import annotations

from hashiya.exchange.xml import content

NAMESPACE = "http://www.tei-c.org/ns/1.0"


def header(title: str, source: str) -> str:
    """Return the header of a text, or of a corpus.

    Args:
        title: for people.
        source: the key of the article; may be empty.
    """
    return (
        f"<teiHeader><fileDesc><titleStmt><title>{content(title)}</title></titleStmt>"
        f"<publicationStmt><p/></publicationStmt><sourceDesc><p>{content(source)}</p></sourceDesc>"
        "</fileDesc></teiHeader>\n"
    )
