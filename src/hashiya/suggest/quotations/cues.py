"""Words of saying in Arabic news, in all the forms that introduce a quotation."""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from hashiya.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

OBJECT = "="
"""Stands for the preposition of a verb that governs its noun phrase directly («نفى وجود»)."""


class Form(Enum):
    """The grammatical form of a cue, which decides where its speaker is.

    A participle continues a sentence («مؤكداً»), and the speaker follows a verbal noun («نفي موسكو»).
    """

    FINITE = "finite"
    PARTICIPLE = "participle"
    NOUN = "noun"


class Cue(NamedTuple):
    """A form of a word of saying.

    Attributes:
        verb: the perfect of the verb, folded.
        form: the grammatical form.
        is_feminine: whether the speaker is feminine; None if the form does not tell.
        is_past: whether a finite verb is in the perfect.
        governs: the prepositions before a reported noun phrase, folded; `OBJECT` for none.
        reports: whether the words of the speaker follow; a verb of knowing only names who is spoken of.
        has_hamza: whether the perfect begins with «أ»; with «ا» the form with «أ» is the first person's.
        has_pronoun: whether a verbal noun has its speaker as a pronoun («قوله»).
        clitics: the number of letters before the form: conjunctions and «س».
    """

    verb: str
    form: Form
    is_feminine: bool | None
    is_past: bool
    governs: tuple[str, ...]
    reports: bool
    has_hamza: bool
    has_pronoun: bool = False
    clitics: int = 0


DESCRIBING = frozenset((fold("وصف"),))
"""Verbs whose «بأنه» begins a description, not a clause («وصفها بأنها قديمة»)."""

CITING = frozenset((fold("نقل"),))
"""Verbs whose speaker is behind «عن» («نقلت الصحيفة عن مصدر»)."""

ADDRESSING = frozenset(fold("اتهم أبلغ أخبر طمأن حث طالب دعا وصف حذر ناشد").split())
"""Verbs with a person for their object."""

COMING = frozenset(fold("جاء ورد").split())
"""Verbs whose subject is the quotation («جاء في البيان أن»)."""

# perfect, imperfect without its prefix, participle, verbal noun, and how a reported noun phrase follows; «-»
# where a form is not used so
_VERBS = """
قال قول قائل قول -
أكد ؤكد مؤكد تأكيد =،على
أضاف ضيف مضيف - -
أوضح وضح موضح - -
صرّح صرح مصرح - -
شدد شدد مشدد تشديد على
رأى رى - - -
اعتبر عتبر معتبر - -
لفت لفت لافت - إلى
أشار شير مشير إشارة إلى
ذكر ذكر ذاكر - -
كشف كشف كاشف - عن
أعلن علن معلن إعلان =،عن
تابع تابع متابع - -
حذر حذر محذر تحذير من
نفى نفي نافي نفي =
أعرب عرب معرب - عن
عبر عبر معبر - عن
دعا دعو داعي - إلى
طالب طالب مطالب - ب
أفاد فيد مفيد - ب،عن
أخبر خبر مخبر - -
أبلغ بلغ مبلغ - -
بيّن بين مبين - -
أبان بين - - -
نوه نوه منوه - ب،إلى
نبه نبه منبه - إلى
ألمح لمح ملمح - إلى
زعم زعم زاعم زعم -
ادعى دعي مدعي ادعاء -
أقر قر مقر إقرار ب
اعترف عترف معترف - ب
أردف ردف مردف - -
استطرد ستطرد مستطرد - -
استدرك ستدرك مستدرك - -
اختتم ختتم مختتم - -
ختم ختتم خاتم - -
واصل واصل مواصل - -
مضى مضي - - -
زاد زيد - - -
رد رد - - -
أجاب جيب مجيب - -
علّق علق معلق - -
كتب كتب كاتب - -
غرد غرد مغرد - -
تساءل تساءل متسائل - -
رجح رجح مرجح - =
توقع توقع متوقع - =
استبعد ستبعد مستبعد - =
تمنى تمنى متمني - =
أمل أمل آمل - -
تعهد تعهد متعهد تعهد ب
توعد توعد متوعد - ب
هدد هدد مهدد - ب
لاحظ لاحظ ملاحظ - -
اقترح قترح مقترح - =
أوصى وصي موصي - ب
جزم جزم جازم - ب
أورد ورد مورد - -
روى روي راوي - -
حكى حكي - - -
شرح شرح شارح - -
فسر فسر مفسر - -
برر برر مبرر - -
اتهم تهم متهم - -
انتقد نتقد منتقد - -
ندد ندد مندد - -
أدان دين - - -
استنكر ستنكر مستنكر - -
رحب رحب مرحب - -
أشاد شيد مشيد - -
تحدث تحدث متحدث - عن
خلص خلص - - -
ذهب ذهب ذاهب - -
اشتكى شتكي مشتكي - -
شكا شكو - - -
ناشد ناشد مناشد - -
حث حث - - على
طمأن طمئن مطمئن - -
وصف صف واصف وصف -
نقل نقل ناقل - -
جاء - - - -
قدر قدر مقدر - -
ورد - - - -
أكمل كمل مكمل - -
أبرز - مبرز - =
سجل سجل مسجل - -
أصر صر مصر - على
ألح لح ملح - على
أفصح فصح مفصح - عن
جدد جدد مجدد - -
ثمن ثمن مثمن - -
استرسل سترسل مسترسل - -
استغرب ستغرب مستغرب - -
لخص لخص ملخص - -
أهاب هيب مهيب - ب
أعلم علم معلم - -
"""
# their subject may be the speaker of a later participle; they report nothing
_KNOWING = """
أدرك درك مدرك - -
اعتقد عتقد معتقد - -
هنأ هنئ مهنئ - -
"""
_WITH_OBJECT = ("وصف", "أبلغ", "أخبر", "نقل", "طمأن", "اتهم")
"""Verbs that a pronoun follows («وصفها بأنها»)."""

_PRONOUNS = ("ه", "ها", "هم", "هما")
_DEFECTIVE = "\u0649\u0627"  # alef maqsura, alef: left out before an ending
_WEAK = "\u0649\u064a\u0648"  # yeh in both spellings, waw: left out before the plural
_CONJUNCTIONS = ("", "و", "ف")
_FUTURE = "س"
_NONE = "-"


@cache
def cues() -> Mapping[str, tuple[Cue, ...]]:
    """Return the cues of each folded form, conjunctions and «س» before it included.

    Two verbs may share a form: «نفي» is a noun, and «نفى» a verb that folds alike.
    """
    found: dict[str, tuple[Cue, ...]] = {}
    for table, reports in ((_VERBS, True), (_KNOWING, False)):
        for row in table.strip().splitlines():
            for form, cue in _forms(row.split(), reports=reports):
                is_present = cue.form is Form.FINITE and not cue.is_past
                for future in ("", _FUTURE) if is_present else ("",):
                    for conjunction in _CONJUNCTIONS:
                        clitics = conjunction + future
                        key = clitics + form
                        same = [one for one in found.get(key, ()) if one.form is not cue.form]
                        found[key] = (*same, cue._replace(clitics=len(clitics)))
    return found


def _forms(row: list[str], *, reports: bool) -> Iterator[tuple[str, Cue]]:
    """Inflect a verb: its folded forms, each with the cue."""
    perfect, imperfect, participle, noun, phrase = row
    governs = tuple(fold(each) for each in phrase.split("،")) if phrase != _NONE else ()
    verb = fold(perfect)

    def cue(form: Form, is_feminine: bool | None, *, is_past: bool = False, has_pronoun: bool = False) -> Cue:
        return Cue(verb, form, is_feminine, is_past, governs, reports, perfect.startswith("أ"), has_pronoun)

    for ending, is_feminine in (("", False), ("ت", True), ("وا", None), ("ا", None), ("تا", True)):
        for pronoun in ("", *_PRONOUNS) if perfect in _WITH_OBJECT and ending in {"", "ت"} else ("",):
            yield fold(_past(perfect, ending) + pronoun), cue(Form.FINITE, is_feminine, is_past=True)
    if imperfect != _NONE:
        for form, is_feminine in _present(imperfect):
            yield fold(form), cue(Form.FINITE, is_feminine)
    if participle != _NONE:
        for ending, is_feminine in (("ا", False), ("ة", True), ("ين", None), ("تين", True)):
            yield fold(participle + ending), cue(Form.PARTICIPLE, is_feminine)
    if noun != _NONE:
        yield fold(noun), cue(Form.NOUN, None)
        bare = noun.removesuffix("ة") + "ت" * noun.endswith("ة")
        for pronoun in _PRONOUNS:
            yield fold(bare + pronoun), cue(Form.NOUN, None, has_pronoun=True)


def _past(perfect: str, ending: str) -> str:
    return perfect[:-1] + ending if ending and perfect[-1] in _DEFECTIVE else perfect + ending


def _present(imperfect: str) -> Iterator[tuple[str, bool | None]]:
    """Inflect the imperfect: its forms, each with the gender."""
    stem = imperfect[:-1] if imperfect[-1] in _WEAK else imperfect
    yield "ي" + imperfect, False
    yield "ت" + imperfect, True
    yield "ي" + stem + "ون", None
    yield "ي" + imperfect + "ان", None
    yield "ت" + imperfect + "ان", True
