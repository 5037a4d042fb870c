"""The whole turn over fakes that record what they were asked, and over the real renderer."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from langgraph.checkpoint.memory import InMemorySaver
from PIL import Image

from adbanner.artifact_store import ArtifactStore
from adbanner.assets import MediaType
from adbanner.brand_kit import BrandKit
from adbanner.brief import Brief, ImageRequest, ImageSource
from adbanner.errors import BrandKitError, ServiceUnavailable, ToolFailed, UnsafeContent
from adbanner.images import BankHit, ImageOrigin
from adbanner.layout import Layout
from adbanner.layout_files import load_text_ads
from adbanner.progress import ProgressEvent, Step
from adbanner.settings import PROJECT_ROOT
from adbanner.text_ad import TextAd
from adbanner.texts import BannerTexts, FaultKind, FieldText, TextAuthor
from graph.checkpoints import checkpoint_serializer
from graph.context import Context
from graph.graph import build_graph
from graph.running import run_graph
from graph.services import Services
from graph.state import OutputState
from tools.compositing import Compositor
from tools.copywriting import Copywriter
from tools.fakes import FakeBackgroundRemover, FakeCopywriter, FakeImageBank, FakeImageGenerator
from tools.image_generation import GeneratedPicture
from tools.offline_copywriter import OfflineCopywriter
from tools.review import BannerReviewer
from tools.safety_judge import Screener
from tools.text_fitting import TextFitter

OFFER = "Скидка 15% на первый заказ до 31 декабря по промокоду ЕДА15"
SQUARE, TRIPLE, SMALL = "square_1080x1080", "triple_1080x1080", "ya_300x250"
GOOD = {"headline": "Скидка 15% на первый заказ", "body": "До 31 декабря по промокоду ЕДА15", "button": "Заказать"}


def hits(*names: str) -> tuple[BankHit, ...]:
    return tuple(BankHit(image_id=name, file=f"{name}.webp", score=0.9, product_score=0.9) for name in names)


def texts(layout_id: str = SQUARE, **changes: str) -> BannerTexts:
    fields = tuple(FieldText(field_id=key, text=text) for key, text in {**GOOD, **changes}.items())
    return BannerTexts(layout_id=layout_id, author=TextAuthor.LLM, fields=fields)


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
        image_bank=FakeImageBank(hits("scooter_green", "pizza_box_red", "delivery_bag_teal"), ()),
        compositor=compositor,
        reviewer=BannerReviewer(demo_kit, demo_layouts, compositor, demo_fitter, store),
        screener=Screener(),
    )


class Prompter:
    """Writes predictable prompts and remembers the descriptions."""

    def __init__(self) -> None:
        self.rewritten: list[str] = []

    async def write_search_query(self, *, description: str, **_: Any) -> str:
        return description or "скутер"

    async def write_image_prompt(self, *, slot: int, **_: Any) -> str:
        return f"Придуманная картинка {slot}"

    async def rewrite_prompt(self, description: str, *, seed: int) -> str:
        self.rewritten.append(description)
        return f"Мягкая 3D-иллюстрация: {description}"

    async def translate_prompt(self, styled: str, *, seed: int) -> str:
        return f"soft 3D illustration number {len(self.rewritten)}"


async def run(services: Services, *, context: Context | None = None, **changes: Any) -> tuple[OutputState, list[Step]]:
    brief = Brief(**{"product_id": "delivery", "offer": OFFER, "layout_ids": (SQUARE,), "seed": 7, **changes})
    graph = build_graph(services, checkpointer=InMemorySaver(serde=checkpoint_serializer()))
    events: list[ProgressEvent] = []
    output = await run_graph(graph, brief, {"configurable": {"thread_id": "1"}}, events.append, context=context)
    return output, [event.step for event in events]


async def test_offer_becomes_checked_banners(services: Services) -> None:
    output, steps = await run(services, layout_ids=(SQUARE, SMALL))
    assert set(output.banners) == {SQUARE, SMALL}
    assert not output.refused
    for delivered in output.banners.values():
        assert delivered.review.passed
        assert delivered.review.asset == delivered.banner.asset
        assert delivered.banner.texts.author is TextAuthor.OFFLINE
        assert "15%" in delivered.alt_text
    assert steps[0] is Step.SCREEN_REQUEST
    assert steps[-1] is Step.DELIVER


async def test_without_a_token_the_banner_comes_with_a_warning_about_publishing(services: Services) -> None:
    output, _ = await run(services)
    assert set(output.banners) == {SQUARE}
    (warning,) = output.warnings
    assert "erid" in warning and "нельзя публиковать" in warning
    marked, _ = await run(services, erid="2Vtzq000000")
    assert marked.warnings == ()


async def test_same_brief_and_seed_give_the_same_bytes(services: Services) -> None:
    first, _ = await run(services)
    second, _ = await run(services)
    assert first.banners[SQUARE].banner.asset == second.banners[SQUARE].banner.asset


async def with_copywriter(services: Services, copywriter: Copywriter, **changes: Any) -> tuple[OutputState, list[Step]]:
    return await run(replace(services, copywriter=copywriter), **changes)


async def test_faultless_first_answer_is_taken(services: Services) -> None:
    copywriter = FakeCopywriter(texts())
    output, steps = await with_copywriter(services, copywriter)
    assert len(copywriter.history) == 1
    assert Step.SHORTEN_TEXTS not in steps
    assert output.banners[SQUARE].banner.texts == texts()


async def test_too_long_answer_is_sent_back_with_its_measure(services: Services) -> None:
    long = texts(headline="Скидка 15% на самый первый ваш заказ из любого ресторана города")
    copywriter = FakeCopywriter(long, texts())
    await with_copywriter(services, copywriter)
    (attempt,) = copywriter.history[1].attempts
    assert attempt.texts == long
    fault = next(fault for fault in attempt.faults if fault.kind is FaultKind.TOO_LONG)
    limit = services.layouts[SQUARE].text_field("headline").max_chars
    assert (fault.field_id, fault.over_chars) == ("headline", len(long.text("headline")) - limit)


async def test_after_three_shortenings_the_texts_are_cut(services: Services) -> None:
    long = texts(headline="Скидка 15% на первый заказ " + "и ещё много хороших слов " * 4)
    copywriter = FakeCopywriter(*[long] * 4)
    output, steps = await with_copywriter(services, copywriter)
    assert len(copywriter.history) == 4
    assert steps.count(Step.SHORTEN_TEXTS) == 3
    assert Step.CUT_TEXTS in steps
    headline = output.banners[SQUARE].banner.texts.text("headline")
    assert headline.startswith("Скидка 15%")
    assert len(headline) <= services.layouts[SQUARE].text_field("headline").max_chars


async def test_without_shortenings_the_first_draft_is_cut_at_once(services: Services) -> None:
    long = texts(headline="Скидка 15% на первый заказ " + "и ещё много хороших слов " * 4)
    copywriter = FakeCopywriter(long)
    _, steps = await with_copywriter(services, copywriter, context=Context(max_shortenings=0))
    assert len(copywriter.history) == 1
    assert Step.CUT_TEXTS in steps


async def test_the_baseline_cuts_one_draft_by_words_whatever_it_loses(services: Services) -> None:
    long = texts(headline="Получите на самый первый ваш заказ скидку 15%")
    copywriter = FakeCopywriter(long)
    output, steps = await with_copywriter(services, copywriter, context=Context(is_baseline=True))
    assert len(copywriter.history) == 1
    assert Step.CUT_TEXTS in steps
    assert "15%" in output.refused[SQUARE].reason


async def test_the_baseline_takes_a_draft_within_its_limits_as_it_is(services: Services) -> None:
    lossy = texts(headline="Скидка на первый заказ")
    _, steps = await with_copywriter(services, FakeCopywriter(lossy), context=Context(is_baseline=True))
    assert Step.SHORTEN_TEXTS not in steps
    assert Step.CUT_TEXTS not in steps


async def test_rules_write_when_the_model_loses_a_fact_to_the_end(services: Services) -> None:
    lossy = texts(headline="Скидка на первый заказ")
    services = replace(services, fallback_copywriter=OfflineCopywriter(services.fitter))
    output, _ = await with_copywriter(services, FakeCopywriter(*[lossy] * 4))
    written = output.banners[SQUARE].banner.texts
    assert written.author is TextAuthor.OFFLINE
    assert "15%" in written.text("headline")


async def test_rules_write_when_the_model_does_not_and_a_person_looks_at_it(services: Services) -> None:
    services = replace(services, fallback_copywriter=OfflineCopywriter(services.fitter))
    output, _ = await with_copywriter(services, FakeCopywriter(ToolFailed("the model refused")))
    assert output.banners[SQUARE].banner.texts.author is TextAuthor.OFFLINE
    assert any("Модель не стала писать" in flag for flag in output.flags)


async def test_rules_write_nothing_that_the_judge_refuses(services: Services) -> None:
    class Strict(Screener):
        async def screen_texts(self, offer: str, texts: BannerTexts) -> tuple[str, ...]:
            raise UnsafeContent("под запретом")

    services = replace(services, fallback_copywriter=OfflineCopywriter(services.fitter), screener=Strict())
    output, _ = await with_copywriter(services, FakeCopywriter(ToolFailed("the model refused")))
    assert not output.banners
    assert "под запретом" in output.refused[SQUARE].reason


async def test_rules_leave_alone_what_a_cut_did_not_harm(services: Services) -> None:
    wordy = texts(body="До 31 декабря по промокоду ЕДА15 " + "и ещё много хороших слов " * 4)
    services = replace(services, fallback_copywriter=OfflineCopywriter(services.fitter))
    output, _ = await with_copywriter(services, FakeCopywriter(*[wordy] * 4))
    assert output.banners[SQUARE].banner.texts.author is TextAuthor.LLM


@pytest.fixture
def text_ads() -> dict[str, TextAd]:
    return load_text_ads(PROJECT_ROOT / "layouts")


async def test_the_copy_pack_fills_the_forms_of_the_platforms(services: Services, text_ads: dict[str, TextAd]) -> None:
    output, _ = await run(replace(services, text_ads=text_ads), copy_pack=True)
    assert set(output.copy_pack) == set(text_ads)
    assert set(output.banners) == {SQUARE}
    for ad_id, copy in output.copy_pack.items():
        assert copy.texts is not None
        told = " ".join(field.text for field in copy.texts.fields)
        assert "15%" in told and "ЕДА15" in told and "31" in told
        for field in text_ads[ad_id].fields:
            assert len(copy.texts.text(field.id)) <= field.max_chars


async def test_the_bank_is_searched_even_when_the_model_writes_no_query(services: Services) -> None:
    class Speechless(Prompter):
        async def write_search_query(self, **_: Any) -> str:
            raise ToolFailed("no usable answer")

    bank = FakeImageBank(hits("scooter_green"))
    output, _ = await run(
        replace(services, image_bank=bank, image_prompter=Speechless()), images=(ImageRequest(description="скутер"),)
    )
    assert set(output.banners) == {SQUARE}
    assert [query.description for query in bank.history] == ["скутер"]


LOAN = "Кредит наличными до 5 млн ₽ по ставке от 14,9% годовых"


async def test_a_rate_is_refused_only_where_the_full_cost_has_no_room(services: Services) -> None:
    output, _ = await run(services, product_id="cash_loan", offer=LOAN, layout_ids=(SQUARE, "ya_728x90"))
    assert set(output.banners) == {SQUARE}
    assert output.flags == ()
    reason = output.refused["ya_728x90"].reason
    assert "Правило «Полная стоимость кредита»" in reason and "уберите ставку" in reason


async def test_a_text_ad_that_names_a_rate_is_flagged_for_nothing_is_printed_beside_it(
    services: Services, text_ads: dict[str, TextAd]
) -> None:
    services = replace(services, text_ads={"direct": text_ads["direct"]})
    output, _ = await run(services, product_id="cash_loan", offer=LOAN, copy_pack=True)
    (flag,) = output.flags
    assert "Полная стоимость кредита" in flag and "в текстовом объявлении" in flag


async def test_without_being_asked_no_copy_pack_is_written(services: Services, text_ads: dict[str, TextAd]) -> None:
    output, _ = await run(replace(services, text_ads=text_ads))
    assert output.copy_pack == {}


async def test_a_copy_pack_text_that_lost_a_fact_is_held_back_with_the_reason(
    services: Services, text_ads: dict[str, TextAd]
) -> None:
    told = {"title": "Скидка на первый заказ", "additional_title": "", "text": "До 31 декабря по промокоду ЕДА15"}
    lossy = BannerTexts(
        layout_id="direct",
        author=TextAuthor.OFFLINE,
        fields=tuple(FieldText(field_id=key, text=text) for key, text in told.items()),
    )

    class Forgetful(OfflineCopywriter):
        async def write(self, request: Any, attempts: Any) -> BannerTexts:
            return lossy if request.layout.id == "direct" else await super().write(request, attempts)

    services = replace(services, text_ads={"direct": text_ads["direct"]}, copywriter=Forgetful(services.fitter))
    output, _ = await run(services, copy_pack=True)
    assert output.copy_pack["direct"].texts is None
    assert "15%" in output.copy_pack["direct"].problem
    assert set(output.banners) == {SQUARE}


async def test_lost_fact_keeps_a_banner_back_with_the_reason(services: Services) -> None:
    lossy = texts(headline="Скидка на первый заказ")
    output, _ = await with_copywriter(services, FakeCopywriter(*[lossy] * 4))
    assert not output.banners
    assert "15%" in output.refused[SQUARE].reason


async def test_failing_layout_does_not_take_the_others_with_it(services: Services) -> None:
    class Fussy(OfflineCopywriter):
        async def write(self, request: Any, attempts: Any) -> BannerTexts:
            if request.layout.id == SMALL:
                raise ToolFailed("no text fits")
            return await super().write(request, attempts)

    output, _ = await with_copywriter(services, Fussy(services.fitter), layout_ids=(SQUARE, SMALL))
    assert set(output.banners) == {SQUARE}
    assert "no text fits" in output.refused[SMALL].reason


WILL_NOT = "Языковая модель отказывается отвечать."


async def test_a_refused_format_tells_the_marketer_in_russian_and_keeps_the_technical_reason(
    services: Services,
) -> None:
    refusal = ToolFailed("tiny at http://10.0.0.7/v1 refused to answer", told=WILL_NOT)
    output, _ = await with_copywriter(services, FakeCopywriter(refusal))
    refused = output.refused[SQUARE]
    assert refused.reason == "Тексты написать не удалось: языковая модель отказывается отвечать."
    assert "http://10.0.0.7" in refused.detail


async def test_a_picture_that_failed_is_told_the_same_way(services: Services) -> None:
    class Speechless(Prompter):
        async def translate_prompt(self, styled: str, *, seed: int) -> str:
            raise ToolFailed("tiny at http://10.0.0.7/v1 refused to answer", told=WILL_NOT)

    generator, remover = FakeImageGenerator(services.store), FakeBackgroundRemover(services.store)
    ready = replace(services, image_prompter=Speechless(), generator=generator, remover=remover)
    output, _ = await run(ready, image_source=ImageSource.AI)
    refused = output.refused[SQUARE]
    assert refused.reason == "Картинка 1: описание не удалось перевести: языковая модель отказывается отвечать."
    assert "http://10.0.0.7" in refused.detail


async def test_transient_failure_is_retried_and_a_lasting_one_raised(services: Services) -> None:
    down = ServiceUnavailable("the model is down")
    copywriter = FakeCopywriter(down, texts())
    output, _ = await with_copywriter(services, copywriter)
    assert output.banners
    with pytest.raises(ServiceUnavailable, match="the model is down"):
        await with_copywriter(services, FakeCopywriter(down, down, down))


async def test_no_bank_picture_stands_twice_on_a_banner(services: Services) -> None:
    output, _ = await run(services, layout_ids=(TRIPLE, SQUARE))
    shas = output.banners[TRIPLE].banner.picture_sha256s
    assert len(set(shas)) == 3
    assert output.banners[SQUARE].banner.picture_sha256s == shas[:1], "formats share their pictures"


async def test_bank_with_too_few_pictures_refuses_only_the_format_that_needs_them(services: Services) -> None:
    bank = FakeImageBank(hits("scooter_green"), ())
    output, _ = await run(replace(services, image_bank=bank), layout_ids=(TRIPLE, SQUARE))
    assert set(output.banners) == {SQUARE}
    assert "не хватило" in output.refused[TRIPLE].reason


async def test_broken_bank_picture_is_named(services: Services, tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    whole = services.kit.root / "images" / "scooter_green.webp"
    (tmp_path / "images" / "scooter_green.webp").write_bytes(whole.read_bytes()[:9_000])
    kit = services.kit.model_copy(update={"root": tmp_path})
    with pytest.raises(BrandKitError, match=r"scooter_green\.webp"):
        await run(replace(services, kit=kit))


async def test_generated_pictures_are_written_rewritten_translated_drawn_and_cut(services: Services) -> None:
    prompter = Prompter()
    generator, remover = FakeImageGenerator(services.store), FakeBackgroundRemover(services.store)
    ready = replace(services, image_prompter=prompter, generator=generator, remover=remover)
    output, steps = await run(
        ready,
        layout_ids=(TRIPLE,),
        image_source=ImageSource.AI,
        images=(ImageRequest(description="курьер на скутере"),),
    )
    assert output.banners, output.refused
    assert sorted(prompter.rewritten) == ["Придуманная картинка 1", "Придуманная картинка 2", "курьер на скутере"]
    assert len({call.seed for call in generator.history}) == 3
    assert len(remover.history) == 3
    assert {Step.REWRITE_PROMPT, Step.TRANSLATE_PROMPT, Step.GENERATE_IMAGE, Step.REMOVE_BACKGROUND} <= set(steps)


async def blank(services: Services) -> GeneratedPicture:
    data = BytesIO()
    Image.new("RGB", (256, 256), "white").save(data, "PNG")
    asset = await services.store.put(data.getvalue(), MediaType.PNG)
    return GeneratedPicture(asset=asset, seed=1, prompt="a scooter", toy=True, replica="fake")


async def test_a_blank_picture_is_drawn_again_and_the_banner_knows_the_seed_of_the_good_one(services: Services) -> None:
    generator = FakeImageGenerator(services.store, await blank(services))
    remover = FakeBackgroundRemover(services.store)
    ready = replace(services, image_prompter=Prompter(), generator=generator, remover=remover)
    output, _ = await run(ready, image_source=ImageSource.AI)
    first, second = generator.history
    assert second.seed == first.seed + 1
    assert output.pictures[0].seed == second.seed


async def test_a_picture_that_stays_blank_refuses_its_format(services: Services) -> None:
    drawn = Context().max_redraws + 1
    generator = FakeImageGenerator(services.store, *[await blank(services) for _ in range(drawn)])
    remover = FakeBackgroundRemover(services.store)
    ready = replace(services, image_prompter=Prompter(), generator=generator, remover=remover)
    output, _ = await run(ready, image_source=ImageSource.AI)
    assert len(generator.history) == drawn
    assert remover.history == []
    assert "ничего не видно" in output.refused[SQUARE].reason


async def test_unsafe_prompt_is_never_drawn(services: Services) -> None:
    class Strict(Screener):
        async def screen_prompt(self, prompt: str) -> None:
            raise UnsafeContent("Так рисовать нельзя.")

    generator = FakeImageGenerator(services.store)
    ready = replace(
        services,
        image_prompter=Prompter(),
        generator=generator,
        remover=FakeBackgroundRemover(services.store),
        screener=Strict(),
    )
    output, _ = await run(ready, image_source=ImageSource.AI)
    assert generator.history == []
    assert "Так рисовать нельзя" in output.refused[SQUARE].reason


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"product_id": "nope"}, "invalid_request", "product_id"),
        ({"layout_ids": ("nope",)}, "invalid_request", "layout_ids"),
        ({"offer": "🔥🔥"}, "invalid_request", "offer"),
        ({"offer": "Скидка 15% 你好"}, "invalid_request", "offer"),
        ({"offer": "<b>Скидка</b> 15%"}, "invalid_request", "offer"),
        ({"offer": "Бля, скидка 15%"}, "unsafe_content", "offer"),
        ({"image_source": ImageSource.AI}, "invalid_request", "image_source"),
        ({"ground": "nope"}, "invalid_request", "ground"),
        ({"images": (ImageRequest(),) * 2}, "invalid_request", "images"),
        ({"layout_ids": ("ya_320x50",), "scale": 3}, "invalid_request", "scale"),
    ],
)
async def test_request_that_cannot_be_carried_out_is_refused(
    services: Services, changes: dict[str, Any], code: str, field: str
) -> None:
    copywriter = FakeCopywriter()
    output, steps = await with_copywriter(services, copywriter, **changes)
    assert output.refusal is not None
    assert (output.refusal.code, output.refusal.field) == (code, field)
    assert copywriter.history == []
    assert steps[-1] is Step.REFUSE
    assert not output.banners


async def test_origin_of_bank_pictures_is_told(services: Services) -> None:
    graph = build_graph(services, checkpointer=InMemorySaver(serde=checkpoint_serializer()))
    config = {"configurable": {"thread_id": "1"}}
    brief = Brief(product_id="delivery", offer=OFFER, layout_ids=(SQUARE,))
    await run_graph(graph, brief, config, lambda event: None)  # type: ignore[arg-type]
    pictures = (await graph.aget_state(config)).values["pictures"]  # type: ignore[arg-type]
    assert [(picture.origin, picture.label) for picture in pictures] == [(ImageOrigin.BANK, "scooter_green")]
