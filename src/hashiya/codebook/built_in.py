"""The built-in codebook: what actors, events and quotes can say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashiya.codebook.coding import Attribute, Coding, RelationType, Value
from hashiya.messages import Message

if TYPE_CHECKING:
    from hashiya.codebook.label import Label

_ACTOR_KINDS = (
    Value("person", Message("codebook.value_person")),
    Value("organisation", Message("codebook.value_organisation")),
    Value("state", Message("codebook.value_state")),
    Value("group", Message("codebook.value_group")),
    Value("media", Message("codebook.value_media")),
)
# PLOVER's event types with MEET and OTHER, the usual ones of political news first
_EVENT_TYPES = (
    Value("MEET", Message("codebook.value_meet")),
    Value("CONSULT", Message("codebook.value_consult")),
    Value("OTHER", Message("codebook.value_other")),
    Value("SUPPORT", Message("codebook.value_support")),
    Value("COOPERATE", Message("codebook.value_cooperate")),
    Value("REQUEST", Message("codebook.value_request")),
    Value("ASSAULT", Message("codebook.value_assault")),
    Value("AGREE", Message("codebook.value_agree")),
    Value("ACCUSE", Message("codebook.value_accuse")),
    Value("THREATEN", Message("codebook.value_threaten")),
    Value("PROTEST", Message("codebook.value_protest")),
    Value("SANCTION", Message("codebook.value_sanction")),
    Value("REJECT", Message("codebook.value_reject")),
    Value("RETREAT", Message("codebook.value_retreat")),
    Value("CONCEDE", Message("codebook.value_concede")),
    Value("AID", Message("codebook.value_aid")),
    Value("COERCE", Message("codebook.value_coerce")),
    Value("MOBILIZE", Message("codebook.value_mobilize")),
)
_EVENT_STATUSES = (
    Value("asserted", Message("codebook.value_asserted")),
    Value("future", Message("codebook.value_future")),
    Value("hypothetical", Message("codebook.value_hypothetical")),
    Value("negated", Message("codebook.value_negated")),
)
_QUOTE_MODES = (
    Value("direct", Message("codebook.value_direct")),
    Value("indirect", Message("codebook.value_indirect")),
    Value("mixed", Message("codebook.value_mixed")),
)

BUILT_IN = {
    "ACTOR": Coding(
        attributes=(
            Attribute("kind", _ACTOR_KINDS, Message("codebook.attribute_kind")),
            Attribute("canonical", title=Message("codebook.attribute_canonical")),
        ),
        guideline=Message("codebook.guideline_actor"),
    ),
    "EVENT": Coding(
        attributes=(
            Attribute("type", _EVENT_TYPES, Message("codebook.attribute_type")),
            Attribute("date", title=Message("codebook.attribute_date")),
            Attribute("place", title=Message("codebook.attribute_place")),
            Attribute("status", _EVENT_STATUSES, Message("codebook.attribute_status")),
            Attribute("canonical", title=Message("codebook.attribute_canonical")),
        ),
        relations=(
            RelationType("agent", ("ACTOR",), Message("codebook.relation_agent")),
            RelationType("recipient", ("ACTOR",), Message("codebook.relation_recipient")),
            RelationType("place", (), Message("codebook.relation_place")),
        ),
        guideline=Message("codebook.guideline_event"),
    ),
    "QUOTE": Coding(
        attributes=(
            Attribute("mode", _QUOTE_MODES, Message("codebook.attribute_mode")),
            Attribute("cue", title=Message("codebook.attribute_cue")),
        ),
        relations=(RelationType("speaker", ("ACTOR",), Message("codebook.relation_speaker")),),
        guideline=Message("codebook.guideline_quote"),
    ),
}
"""The coding of each built-in label, by the label's name."""


def coding_of(label: Label) -> Coding:
    """Give the coding of a label: that of the settings, or else the built-in one; an empty one if none."""
    return label.coding or BUILT_IN.get(label.name, Coding())
