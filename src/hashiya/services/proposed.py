"""Make annotations and records of proposals."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hashiya.annotation.anchor import quote
from hashiya.annotation.annotation import Annotation, new_annotation
from hashiya.annotation.identifiers import id_of
from hashiya.annotation.record import SCORE, SOURCE
from hashiya.annotation.relations import TARGET, TYPE
from hashiya.messages import sentence
from hashiya.registry.entries import ACTOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hashiya.article.article import Article
    from hashiya.suggest.proposal import Proposal
    from hashiya.text.spans import Span

_SCORE_DIGITS = 4


def annotation_of(
    proposal: Proposal,
    article: Article,
    key: str,
    *,
    by: str = "",
    status: str = "accepted",
    span: Span | None = None,
    defaults: Mapping[str, object] | None = None,
) -> Annotation:
    """Make the annotation of a proposal, which keeps source and score; it has no relations yet.

    Args:
        proposal: the proposal.
        article: the article.
        key: its name in the repository.
        by: name of the annotator.
        status: of the annotation.
        span: the words, if they were corrected.
        defaults: attributes that the proposal may overrule.
    """
    made = new_annotation(
        key,
        article.sha256,
        article.text,
        span or proposal.span,
        proposal.label,
        attributes={**(defaults or {}), **proposal.attributes},
        annotator=by,
    )
    return replace(made, status=status, extra={SOURCE: proposal.source, SCORE: shown_score(proposal)})


def related(annotation: Annotation, ends: Mapping[str, Span], ids: Mapping[Span, str]) -> Annotation:
    """Relate an annotation to the annotations on the words that its proposal named, as far as they exist.

    Args:
        annotation: the annotation.
        ends: the words at the other ends, by the type of the relation.
        ids: ids of annotations by their words.
    """
    links = [{TYPE: name, TARGET: ids[span]} for name, span in ends.items() if span in ids]
    new = tuple(link for link in links if link not in annotation.relations)
    return replace(annotation, relations=(*annotation.relations, *new)) if new else annotation


def shown_score(proposal: Proposal) -> float:
    """Return the score of a proposal with four digits, as records have it."""
    return round(proposal.score, _SCORE_DIGITS)


def record_of(proposal: Proposal, article: Article, key: str, ids: Mapping[Span, str]) -> dict[str, Any]:
    """Make the record of a proposal that is not stored: the same one each time, hence without times.

    Args:
        proposal: the proposal.
        article: the article.
        key: its name in the repository.
        ids: of the annotations and proposals to which it may be related, by their words.
    """
    start, end = proposal.span
    text, prefix, suffix = quote(article.text, start, end)
    made = Annotation(
        id=proposed_id(proposal, article),
        article=key,
        sha256=article.sha256,
        label=proposal.label,
        start=start,
        end=end,
        text=text,
        prefix=prefix,
        suffix=suffix,
        attributes=proposal.attributes,
        status="proposed",
        extra={SOURCE: proposal.source, "reason": sentence(proposal.reason), SCORE: shown_score(proposal)},
    )
    return related(made, proposal.ends, ids).to_record()


def proposed_id(proposal: Proposal, article: Article) -> str:
    """Return the id of a proposal, the same one each time."""
    return id_of(f"{article.sha256} {proposal.label} {proposal.span.start} {proposal.span.end}")


def ids_of_actors(annotations: Iterable[Annotation]) -> dict[Span, str]:
    """Return the ids of actors by their words."""
    return {each.span: each.id for each in annotations if each.label == ACTOR}
