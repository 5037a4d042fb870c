"""Each command changes just what it names, leaves a version, respects locks, and says what it did."""

from dataclasses import replace

import pytest

from adbanner.artifact_store import ArtifactStore
from adbanner.brand_kit import BrandKit
from adbanner.brief import ImageSource
from adbanner.commands import (
    AddFormats,
    ChooseGround,
    ColourButton,
    Command,
    EditText,
    ExplainReview,
    MendBanner,
    ProposeVariants,
    Redo,
    RemoveFormats,
    ReplacePicture,
    RestoreVersion,
    RewriteTexts,
    SetLock,
    Undo,
    UseVariant,
)
from adbanner.errors import UnsafeContent
from adbanner.layout import Layout
from adbanner.texts import BannerTexts, FieldText, TextAuthor
from graph.services import Services
from graph.state import OutputState
from tests.graph.sessions import Session, SteadyBank, bank_hits
from tools.compositing import Compositor
from tools.fakes import FakeCopywriter
from tools.offline_copywriter import OfflineCopywriter
from tools.review import BannerReviewer
from tools.safety_judge import Screener
from tools.text_fitting import TextFitter

SQUARE, TRIPLE, SMALL, STORY = "square_1080x1080", "triple_1080x1080", "ya_300x250", "story_1080x1920"


@pytest.fixture
def services(
    demo_kit: BrandKit, demo_layouts: dict[str, Layout], demo_fitter: TextFitter, store: ArtifactStore
) -> Services:
    compositor = Compositor(demo_kit, demo_fitter, store)
    return Services(
        kit=demo_kit,
        layouts=demo_layouts,
        store=store,
        fitter=demo_fitter,
        copywriter=OfflineCopywriter(demo_fitter),
        image_bank=SteadyBank(bank_hits(demo_kit)),
        compositor=compositor,
        reviewer=BannerReviewer(demo_kit, demo_layouts, compositor, demo_fitter, store),
        screener=Screener(),
    )


@pytest.fixture
def session(services: Services) -> Session:
    return Session(services)


def words(output: OutputState, layout_id: str, field_id: str) -> str:
    return output.banners[layout_id].banner.texts.text(field_id).replace("\u00a0", " ")


def file_of(output: OutputState, layout_id: str) -> str:
    return output.banners[layout_id].banner.asset.sha256


async def test_new_banners_are_the_first_version(session: Session) -> None:
    output = await session.make(SQUARE)
    assert (output.version, [entry.number for entry in output.versions]) == (1, [1])
    assert output.versions[0].parent == 0
    assert output.versions[0].thumbnail == output.banners[SQUARE].banner.asset
    assert (await session.version(1)).banners == output.banners
    assert output.talk[-1].version == 1


async def test_a_persons_words_change_one_field_of_one_format(session: Session) -> None:
    before = await session.make(SQUARE, SMALL)
    after = await session.do(EditText(layout_id=SQUARE, field_id="headline", text="Минус 15%  на первый заказ"))
    assert words(after, SQUARE, "headline") == "Минус 15% на первый заказ"
    assert words(after, SQUARE, "body") == words(before, SQUARE, "body")
    assert after.texts[SQUARE].texts.author is TextAuthor.PERSON  # type: ignore[union-attr]
    assert file_of(after, SMALL) == file_of(before, SMALL)
    assert file_of(after, SQUARE) != file_of(before, SQUARE)
    assert after.version == 2
    assert "аголовок" in after.versions[-1].summary


async def test_an_edit_that_loses_a_promise_is_kept_but_the_banner_is_not_delivered(session: Session) -> None:
    await session.make(SQUARE)
    after = await session.do(EditText(layout_id=SQUARE, field_id="headline", text="Скидка 25% на первый заказ"))
    assert SQUARE not in after.banners
    assert "15%" in after.refused[SQUARE].reason
    assert after.texts[SQUARE].texts.text("headline") == "Скидка 25% на первый заказ"  # type: ignore[union-attr]
    mended = await session.do(EditText(layout_id=SQUARE, field_id="headline", text="Скидка 15% на первый заказ"))
    assert SQUARE in mended.banners


async def test_offensive_words_of_a_person_reach_no_banner(session: Session) -> None:
    before = await session.make(SQUARE)
    after = await session.do(EditText(layout_id=SQUARE, field_id="headline", text="Скидка 15%, сука"))
    assert after.refusal is not None and after.refusal.code == UnsafeContent.code
    assert after.version == 1
    assert after.banners == before.banners


async def test_other_texts_differ_and_keep_every_promise(session: Session) -> None:
    before = await session.make(SQUARE)
    after = await session.do(RewriteTexts())
    assert after.banners[SQUARE].banner.texts.fields != before.banners[SQUARE].banner.texts.fields
    assert after.banners[SQUARE].review.passed
    assert after.pictures == before.pictures
    assert after.version == 2


async def test_a_shorter_headline_is_shorter_and_the_button_stays(session: Session) -> None:
    before = await session.make(SQUARE)
    after = await session.do(RewriteTexts(field_ids=("headline",), shorter=True))
    told = words(after, SQUARE, "headline")
    if after.version == 1:
        assert "Не вышло" in after.answer.replace("\u00a0", " ")
        assert told == words(before, SQUARE, "headline")
    else:
        assert len(told) < len(words(before, SQUARE, "headline"))
    assert words(after, SQUARE, "button") == words(before, SQUARE, "button")


async def test_a_model_is_told_the_wish_and_what_stays(services: Services) -> None:
    def answer(headline: str) -> BannerTexts:
        texts = {"headline": headline, "body": "До 31 декабря по промокоду ЕДА15", "button": "Заказать"}
        fields = tuple(FieldText(field_id=key, text=text) for key, text in texts.items())
        return BannerTexts(layout_id=SQUARE, author=TextAuthor.LLM, fields=fields)

    copywriter = FakeCopywriter(answer("Скидка 15% на первый заказ"), answer("На первый заказ −15%"))
    session = Session(replace(services, copywriter=copywriter))
    await session.make(SQUARE)
    after = await session.do(RewriteTexts(field_ids=("headline",), wish="без слова скидка"))
    request = copywriter.history[-1].request
    assert request.wish == "без слова скидка"
    assert set(request.kept_fields) == {"body", "button"}
    assert request.present[0].text == "Скидка 15% на первый заказ"
    assert words(after, SQUARE, "headline") == "На первый заказ −15%"


async def test_another_picture_is_one_that_was_not_shown_yet(session: Session) -> None:
    outputs = [await session.make(SQUARE)]
    for _ in range(3):
        outputs.append(await session.do(ReplacePicture()))
    assert len({output.pictures[0].label for output in outputs}) == 4
    assert {words(output, SQUARE, "headline") for output in outputs} == {words(outputs[0], SQUARE, "headline")}
    assert {output.ground for output in outputs} == {outputs[0].ground}


async def test_one_of_three_pictures_is_replaced(session: Session) -> None:
    before = await session.make(TRIPLE)
    after = await session.do(ReplacePicture(slot=1, description="букет"))
    assert [picture.label for picture in after.pictures][::2] == [picture.label for picture in before.pictures][::2]
    assert after.pictures[1].label != before.pictures[1].label
    assert after.brief is not None and after.brief.image_request(1).description == "букет"
    assert len({picture.label for picture in after.pictures}) == 3


async def test_when_the_bank_has_no_other_picture_everything_stays_and_the_person_is_told(
    services: Services, demo_kit: BrandKit
) -> None:
    session = Session(replace(services, image_bank=SteadyBank(bank_hits(demo_kit, 1))))
    before = await session.make(SQUARE)
    after = await session.do(ReplacePicture())
    assert after.version == 1
    assert after.banners == before.banners
    assert "банке нет" in after.answer.replace("\u00a0", " ")


async def test_generated_pictures_need_servers_and_the_refusal_names_them(session: Session) -> None:
    await session.make(SQUARE)
    after = await session.do(ReplacePicture(source=ImageSource.AI))
    assert after.refusal is not None
    assert "ADBANNER_IMAGE_GENERATION" in after.refusal.message
    assert after.version == 1


async def test_a_button_takes_a_colour_of_the_brand_and_no_other(session: Session) -> None:
    before = await session.make(SQUARE, SMALL)
    after = await session.do(ColourButton(colour="#2563eb"))
    assert after.button_colour == "#2563EB"
    assert {banner.banner.adjustments.button_colour for banner in after.banners.values()} == {"#2563EB"}
    assert after.pictures == before.pictures
    refused = await session.do(ColourButton(colour="#123456"))
    assert refused.refusal is not None and "палитре" in refused.refusal.message
    back = await session.do(ColourButton(colour=None))
    assert file_of(back, SQUARE) == file_of(before, SQUARE)


async def test_another_ground_is_drawn_under_the_same_words_and_pictures(session: Session) -> None:
    before = await session.make(SQUARE)
    after = await session.do(ChooseGround())
    assert after.ground != before.ground
    assert after.banners[SQUARE].banner.ground == after.ground
    assert words(after, SQUARE, "headline") == words(before, SQUARE, "headline")
    unknown = await session.do(ChooseGround(ground="sky"))
    assert unknown.refusal is not None


async def test_formats_are_added_without_touching_the_others(session: Session) -> None:
    before = await session.make(SQUARE)
    after = await session.do(AddFormats(layout_ids=(STORY, TRIPLE)))
    assert set(after.banners) == {SQUARE, STORY, TRIPLE}
    assert file_of(after, SQUARE) == file_of(before, SQUARE)
    assert after.pictures[0] == before.pictures[0]
    assert len(after.pictures) == 3
    fewer = await session.do(RemoveFormats(layout_ids=(TRIPLE,)))
    assert set(fewer.banners) == {SQUARE, STORY}
    last = await session.do(RemoveFormats(layout_ids=(SQUARE, STORY)))
    assert last.refusal is not None


async def test_several_commands_of_a_turn_are_one_version(session: Session) -> None:
    await session.make(SQUARE)
    after = await session.do(ColourButton(colour="#2563EB"), AddFormats(layout_ids=(SMALL,)))
    assert after.version == 2
    assert {banner.banner.adjustments.button_colour for banner in after.banners.values()} == {"#2563EB"}
    refused = await session.do(ReplacePicture(), ColourButton(colour="#123456"))
    assert refused.version == 2
    assert refused.pictures == after.pictures


async def test_undo_redo_and_restore(session: Session) -> None:
    first = await session.make(SQUARE)
    second = await session.do(ReplacePicture())
    undone = await session.do(Undo())
    assert (undone.version, undone.redo) == (1, (2,))
    assert undone.banners == first.banners
    redone = await session.do(Redo())
    assert (redone.version, redone.redo) == (2, ())
    assert redone.banners == second.banners
    await session.do(Undo())
    branch = await session.do(ChooseGround())
    assert (branch.version, branch.redo) == (3, ())
    assert branch.versions[-1].parent == 1
    restored = await session.do(RestoreVersion(number=2))
    assert restored.version == 4
    assert restored.banners == second.banners
    assert len(restored.versions) == 4


@pytest.mark.parametrize(
    ("command", "words"),
    [(Undo(), "Отменять нечего"), (Redo(), "Повторять нечего"), (RestoreVersion(number=9), "Версии 9 нет")],
)
async def test_what_cannot_be_undone_is_said(session: Session, command: Command, words: str) -> None:
    await session.make(SQUARE)
    after = await session.do(command)
    assert after.refusal is not None and words in after.refusal.message
    assert after.version == 1


async def test_an_undo_after_an_undo_goes_on_from_the_brief_of_that_version(session: Session) -> None:
    await session.make(SQUARE)
    await session.do(AddFormats(layout_ids=(SMALL,)))
    await session.do(Undo())
    after = await session.do(ChooseGround())
    assert set(after.banners) == {SQUARE}


async def test_locked_parts_stay(session: Session) -> None:
    before = await session.make(SQUARE)
    locked = await session.do(
        SetLock(part="text:headline", locked=True),
        SetLock(part="picture:0", locked=True),
        SetLock(part="ground", locked=True),
    )
    assert locked.version == 1
    assert locked.locks == ("ground", "picture:0", "text:headline")
    for command in (ReplacePicture(), ChooseGround(), RewriteTexts(field_ids=("headline",))):
        refused = await session.do(command)
        assert refused.refusal is not None and "акреплен" in refused.refusal.message.replace("ё", "е")
        assert refused.version == 1
    rewritten = await session.do(RewriteTexts())
    assert words(rewritten, SQUARE, "headline") == words(before, SQUARE, "headline")
    opened = await session.do(SetLock(part="ground", locked=False), ChooseGround())
    assert opened.ground != before.ground
    assert opened.locks == ("picture:0", "text:headline")


async def test_new_banners_open_all_locks(session: Session) -> None:
    await session.make(SQUARE)
    await session.do(SetLock(part="texts", locked=True))
    assert (await session.make(SQUARE)).locks == ()


async def test_variants_stand_beside_the_version_until_one_is_taken(session: Session) -> None:
    before = await session.make(SQUARE, SMALL)
    proposed = await session.do(ProposeVariants(layout_id=SQUARE, count=3))
    assert proposed.version == 1
    assert proposed.banners == before.banners
    assert [variant.number for variant in proposed.variants] == [1, 2, 3]
    files = {variant.delivered.banner.asset.sha256 for variant in proposed.variants if variant.delivered}
    assert len(files) == 3
    assert file_of(before, SQUARE) not in files
    texts_only = await session.do(UseVariant(number=2, takes="texts"))
    chosen = proposed.variants[1]
    assert chosen.texts is not None
    assert texts_only.banners[SQUARE].banner.texts == chosen.texts.texts
    assert texts_only.pictures == before.pictures
    pictures_only = await session.do(UseVariant(number=3, takes="pictures"))
    assert pictures_only.pictures == proposed.variants[2].pictures
    assert pictures_only.banners[SMALL].banner.picture_sha256s[0] == proposed.variants[2].pictures[0].asset.sha256
    assert (await session.do(UseVariant(number=4))).refusal is not None


async def test_why_a_banner_did_not_pass_is_told_and_changes_nothing(session: Session) -> None:
    await session.make(SQUARE)
    fine = await session.do(ExplainReview())
    assert "Все проверки пройдены" in fine.answer
    await session.do(EditText(layout_id=SQUARE, field_id="headline", text="Скидка 25% на первый заказ"))
    why = await session.do(ExplainReview(layout_id=SQUARE))
    assert "15%" in why.answer
    assert why.version == 2


async def test_the_mend_button_writes_texts_that_pass(session: Session) -> None:
    await session.make(SQUARE)
    broken = await session.do(EditText(layout_id=SQUARE, field_id="headline", text="Скидка 25% на первый заказ"))
    assert SQUARE in broken.refused
    mended = await session.do(MendBanner(layout_id=SQUARE))
    assert SQUARE in mended.banners and not mended.refused
    nothing = await session.do(MendBanner(layout_id=SQUARE))
    assert nothing.refusal is not None and "нечего" in nothing.refusal.message


async def test_commands_before_the_first_banners_are_refused(session: Session) -> None:
    output = await session.do(RewriteTexts())
    assert output.refusal is not None and "Сначала" in output.refusal.message
    assert output.version == 0


@pytest.mark.parametrize("command", [{"kind": "fly"}, {"kind": "edit_text"}, {"kind": "undo", "x": 1}, {}])
async def test_unreadable_commands_are_refused_in_words(session: Session, command: dict[str, object]) -> None:
    output = await session.turn({"commands": [command]})
    assert output.refusal is not None and output.refusal.code == "invalid_request"


async def test_chat_changes_just_what_was_asked_and_says_so(session: Session) -> None:
    before = await session.make(SQUARE, SMALL)
    after = await session.say("кнопку синей и добавь сторис")
    assert set(after.banners) == {SQUARE, SMALL, STORY}
    assert after.button_colour == "#2563EB"
    assert after.pictures == before.pictures
    assert after.versions[-1].message == "кнопку синей и добавь сторис"
    assert [(line.role, line.version) for line in after.talk[-2:]] == [("person", None), ("assistant", 2)]
    assert after.talk[-1].thumbnail is not None


async def test_chat_asks_back_and_changes_nothing(session: Session) -> None:
    await session.make(TRIPLE)
    after = await session.say("другая картинка")
    assert after.version == 1
    assert "Какую" in after.answer
    assert after.talk[-1].text == after.answer


async def test_chat_respects_locks(session: Session) -> None:
    before = await session.make(SQUARE)
    await session.say("закрепи картинку")
    after = await session.say("другая картинка")
    assert after.pictures == before.pictures
    assert "закреплена" in after.talk[-1].text


async def test_chat_before_the_first_banner_points_to_the_brief(session: Session) -> None:
    output = await session.say("сделай заголовок короче")
    assert "Сначала" in output.answer
    assert output.version == 0
