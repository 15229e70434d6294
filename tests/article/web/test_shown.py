"""What a browser shows of a page without scripts is read, and nothing else."""

from __future__ import annotations

import pytest

from tests.article.web.pages import ARTICLE, TEXT, text_of


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ("<figure><img src=x><figcaption>الوزير (رويترز)</figcaption></figure>", "الوزير (رويترز)"),
        ("<figure>وصف بلا عنصر</figure>", "وصف بلا عنصر"),
        (
            "<figure><blockquote><p>قول</p></blockquote><figcaption>قائله</figcaption></figure>",
            "قول\n\nقائله",
        ),
        ("<figure><table><tr><td>تونس<td>30</table></figure>", "تونس\t30"),
        (
            "<figure><div><blockquote class=twitter-tweet><p>خطة</p>&mdash; سالم</blockquote></div></figure>",
            "خطة\n\n— سالم",
        ),
        ("<blockquote class=instagram-media><div><a href=x>منشور</a></div></blockquote>", "منشور"),
        ("<noscript>بديل <b>النص</b></noscript>", "بديل النص"),
        ("<noscript><p>بديل</p></noscript>", "بديل"),
        ("<label>تسمية</label>", "تسمية"),
        ("<form><label>خيار<input type=radio></label></form>", "خيار"),
        ("<object data=x><p>بديل</p></object>", "بديل"),
        ("<canvas>بديل</canvas>", "بديل"),
        ("<details><summary>سؤال</summary>جواب</details>", "سؤال\nجواب"),
        ("<table><caption>عنوان</caption><tr><th>أ<th>ب<tr><td>1<td>2</table>", "عنوان\nأ\tب\n1\t2"),
        ("<dl><dt>لفظ<dd>معنى</dl>", "لفظ\nمعنى"),
        ("<fieldset><legend>سؤال</legend>نص</fieldset>", "سؤال\nنص"),
        ("<ruby>字<rp>(</rp><rt>ズ</rt><rp>)</rp></ruby>", "字ズ"),
        ("<svg><title>رمز</title><text>رسم</text></svg>", "رسم"),
        ("<p>قبل<wbr>بعد &shy;نص</p>", "قبلبعد \u00adنص"),
        ("<blockquote><p>قول</p><footer>— <cite>سالم</cite></footer></blockquote>", "قول\n\n— سالم"),
        ("<dialog open>حوار</dialog>", "حوار"),
        ("<h2><button>سؤال</button></h2><p>جواب</p>", "سؤال\n\nجواب"),
    ],
)
def test_what_is_shown_is_read(shown: str, text: str) -> None:
    assert text_of(f"<article>{ARTICLE}{shown}</article>") == f"{TEXT}\n\n{text}"


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>نص</p>",
        "<p hidden=until-found>نص</p>",
        "<div popover>نص</div>",
        "<dialog>نص</dialog>",
        "<p style='display : none'>نص</p>",
        "<p style='color:red; DISPLAY:none !important'>نص</p>",
        "<p style='visibility:hidden'><b>نص</b></p>",
        "<span aria-hidden=TRUE>نص</span>",
        "<template><p>نص</p></template>",
        "<script>نص</script><style>نص</style>",
        "<iframe>نص</iframe><noembed>نص</noembed><noframes>نص</noframes>",
        "<video>نص</video><audio>نص</audio>",
        "<select><option>نص</select><textarea>نص</textarea><button>نص</button><datalist><option>نص</datalist>",
        "<svg><title>نص</title><desc>نص</desc></svg>",
        "<math><semantics><annotation>نص</annotation></semantics></math>",
        "<noscript>يرجى تفعيل JavaScript لمشاهدة التعليقات</noscript>",
        "<noscript><p>الرجاء تفعيل الجافا سكريبت</p></noscript>",
        "<noscript><img src=x alt=نص></noscript>",
        "<img alt=نص>",
        "<!-- نص -->",
    ],
)
def test_what_is_not_shown_is_not_read(hidden: str) -> None:
    assert text_of(f"<article>{ARTICLE}{hidden}</article>") == TEXT


def test_a_visible_part_of_what_is_hidden_is_read() -> None:
    hidden = "<div style='visibility:hidden'>خفي <p style='visibility:visible'>ظاهر</p></div>"
    assert text_of(f"<article>{ARTICLE}{hidden}</article>") == f"{TEXT}\n\nظاهر"


def test_what_hides_most_of_the_page_from_assistive_technology_hides_nothing_here() -> None:
    """A page that is saved while a dialog is open marks all but the dialog so."""
    assert (
        text_of(f"<div aria-hidden=true><article>{ARTICLE}</article></div><div role=dialog>ملفات</div>")
        == TEXT
    )
