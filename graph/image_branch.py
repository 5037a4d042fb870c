"""The picture of one slot: searched in the bank, generated, or the marketer's own."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Literal

from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph
from langgraph.runtime import Runtime

from adbanner.assets import AssetRef
from adbanner.brief import ImageRequest, ImageSource
from adbanner.errors import ToolFailed, UnsafeContent
from adbanner.images import GenerationPrompts, ImageOrigin, Picture
from adbanner.progress import Step
from graph.context import Context
from graph.metering import metered
from graph.progress import report
from graph.results import FoundPictures
from graph.retry import RETRY_SERVICES, patient
from graph.services import Services
from graph.state import ImageOutput, ImageState
from tools.image_bank import BankQuery
from tools.image_generation import GeneratedPicture, check_generated
from tools.service_words import in_sentence

logger = logging.getLogger(__name__)

ImageUpdate = dict[str, str | int | GenerationPrompts | GeneratedPicture | dict[str, FoundPictures]]


def request_of(state: ImageState) -> ImageRequest:
    """What the marketer said about this slot."""
    return state.brief.image_request(state.slot)


def descriptions_of(state: ImageState) -> tuple[str, ...]:
    """The marketer's words for all pictures: those that the model invents differ from them and from each other."""
    return tuple(state.brief.image_request(slot).description for slot in range(state.slots))


def failed(state: ImageState, what: str, error: ToolFailed) -> ImageUpdate:
    """What could not be done, as a marketer reads it, and the technical reason."""
    logger.warning("no picture %d: %s", state.slot + 1, error)
    return {"problem": f"{what}: {in_sentence(error.told)}", "detail": error.detail}


async def write_search_query(state: ImageState, runtime: Runtime[Context], *, services: Services) -> ImageUpdate:
    """Put the marketer's description, or what the model makes of the offer, into a search query."""
    description = request_of(state).description
    if services.image_prompter is None:
        return {"query": description}
    product = services.kit.product(state.brief.product_id)
    try:
        query = await services.image_prompter.write_search_query(
            product=product,
            offer=state.brief.offer,
            description=description,
            slot=state.slot,
            seed=state.brief.seed,
            descriptions=descriptions_of(state),
        )
    except ToolFailed:
        # The search needs no sentence: product and offer find pictures too, only less to the point.
        message = f"Картинка {state.slot + 1}: модель не составила запрос, ищем по продукту и офферу"
        report(runtime, Step.SEARCH_BANK, message, slot=state.slot)
        return {"query": description}
    return {"query": query}


async def search_bank(state: ImageState, runtime: Runtime[Context], *, services: Services) -> ImageUpdate:
    """Find the pictures that suit product, offer and description, in a weighted random order."""
    product = services.kit.product(state.brief.product_id)
    query = BankQuery(
        product_text=f"{product.name}. {product.description}",
        offer=state.brief.offer,
        description=state.query,
        seed=state.brief.seed,
        slot=state.slot,
    )
    hits = await services.image_bank.search(query)
    report(runtime, Step.SEARCH_BANK, f"Картинка {state.slot + 1}: найдено вариантов — {len(hits)}", slot=state.slot)
    return {"found": {str(state.slot): FoundPictures(hits=hits, usage=state.usage)}}


async def write_image_prompt(state: ImageState, runtime: Runtime[Context], *, services: Services) -> ImageUpdate:
    """Describe a picture for the offer when the marketer left it to us."""
    try:
        description = await services.require_image_prompter().write_image_prompt(
            product=services.kit.product(state.brief.product_id),
            offer=state.brief.offer,
            slot=state.slot,
            seed=state.brief.seed,
            descriptions=descriptions_of(state),
        )
    except ToolFailed as error:
        return failed(state, "описание не удалось придумать", error)
    report(runtime, Step.WRITE_IMAGE_PROMPT, f"Картинка {state.slot + 1}: {description}", slot=state.slot)
    return {"prompts": GenerationPrompts(description=description, styled="", english="")}


async def rewrite_prompt(state: ImageState, runtime: Runtime[Context], *, services: Services) -> ImageUpdate:
    """Rewrite the description in the style of the captions that the LoRA was trained on."""
    description = state.prompts.description or request_of(state).description
    try:
        styled = await services.require_image_prompter().rewrite_prompt(description, seed=state.seed)
    except ToolFailed as error:
        return failed(state, "описание не удалось переписать", error)
    report(runtime, Step.REWRITE_PROMPT, f"Картинка {state.slot + 1}: описание в фирменном стиле", slot=state.slot)
    return {"prompts": GenerationPrompts(description=description, styled=styled, english="")}


async def translate_prompt(state: ImageState, runtime: Runtime[Context], *, services: Services) -> ImageUpdate:
    """Translate the styled description into English for the image model."""
    try:
        english = await services.require_image_prompter().translate_prompt(state.prompts.styled, seed=state.seed)
    except ToolFailed as error:
        return failed(state, "описание не удалось перевести", error)
    report(runtime, Step.TRANSLATE_PROMPT, f"Картинка {state.slot + 1}: перевод готов", slot=state.slot)
    return {"prompts": state.prompts.model_copy(update={"english": english})}


async def screen_prompt(state: ImageState, *, services: Services) -> ImageUpdate:
    """Let nothing offensive reach the image model; unjudged counts as unsafe."""
    try:
        await services.screener.screen_prompt(state.prompts.english)
    except UnsafeContent as error:
        return {"problem": str(error)}
    return {}


async def generate_image(state: ImageState, runtime: Runtime[Context], *, services: Services) -> ImageUpdate:
    """Draw the picture; the same prompt and seed are never paid for twice."""
    try:
        drawn = await services.require_generator().generate(state.prompts.english, (state.seed + state.redraws) % 2**32)
    except ToolFailed as error:
        return failed(state, "сервер картинок не нарисовал её", error)
    report(runtime, Step.GENERATE_IMAGE, f"Картинка {state.slot + 1} нарисована", slot=state.slot)
    return {"drawn": drawn}


async def check_image(state: ImageState, *, services: Services) -> ImageUpdate:
    """Look at the drawn picture: white border, not blank, and what its server found."""
    assert state.drawn is not None
    png = await services.store.get(state.drawn.asset)
    check = await asyncio.to_thread(check_generated, png, state.drawn.failed_checks)
    return {"problem": "; ".join(check.problems), "redraws": state.redraws + 1}


async def remove_background(state: ImageState, runtime: Runtime[Context], *, services: Services) -> ImageUpdate:
    """Cut the object out with its shadow; an own picture that is already cut out stays as it is."""
    own = request_of(state).own_picture
    source: AssetRef | None = own or (state.drawn.asset if state.drawn else None)
    assert source is not None
    drawn = None if own else state.drawn
    toy = drawn.toy if drawn else False
    asset = source
    if own is None or not await services.has_transparency(own):
        try:
            cut = await services.require_remover().remove(source)
        except ToolFailed as error:
            return failed(state, "фон не удалось убрать", error)
        asset, toy = cut.asset, toy or cut.toy
    picture = Picture(
        slot=state.slot,
        origin=ImageOrigin.OWN if own else ImageOrigin.AI,
        asset=asset,
        label="своя картинка" if own else state.prompts.description,
        # A picture that failed its check was drawn again with another seed.
        seed=drawn.seed if drawn else None,
        prompts=None if own else state.prompts,
        toy=toy,
    )
    report(runtime, Step.REMOVE_BACKGROUND, f"Картинка {state.slot + 1} вырезана", slot=state.slot, asset=asset)
    return {"found": {str(state.slot): FoundPictures(picture=picture, usage=state.usage)}}


async def give_up_picture(state: ImageState) -> ImageUpdate:
    """Hand over the reason why this slot has no picture."""
    return {"found": {str(state.slot): FoundPictures(problem=state.problem, detail=state.detail, usage=state.usage)}}


def after_start(
    state: ImageState,
) -> Literal["remove_background", "write_search_query", "write_image_prompt", "rewrite_prompt"]:
    """Own pictures need only the cut-out; AI pictures need a description first."""
    request = request_of(state)
    if request.own_picture is not None:
        return "remove_background"
    if state.brief.source_of(state.slot) is ImageSource.BANK:
        return "write_search_query"
    return "rewrite_prompt" if request.description else "write_image_prompt"


def after_write(state: ImageState) -> Literal["rewrite_prompt", "give_up_picture"]:
    """Rewrite a description that was written."""
    return "give_up_picture" if state.problem else "rewrite_prompt"


def after_rewrite(state: ImageState) -> Literal["translate_prompt", "give_up_picture"]:
    """Translate a rewritten description."""
    return "give_up_picture" if state.problem else "translate_prompt"


def after_translate(state: ImageState) -> Literal["screen_prompt", "give_up_picture"]:
    """Screen a translated prompt."""
    return "give_up_picture" if state.problem else "screen_prompt"


def after_screen(state: ImageState) -> Literal["generate_image", "give_up_picture"]:
    """Draw only what passed the screen."""
    return "give_up_picture" if state.problem else "generate_image"


def after_generate(state: ImageState) -> Literal["check_image", "give_up_picture"]:
    """Check what was drawn."""
    return "give_up_picture" if state.problem else "check_image"


def after_check_image(
    state: ImageState, runtime: Runtime[Context]
) -> Literal["remove_background", "draw_again", "give_up_picture"]:
    """Cut out a good picture; draw a bad one again while the budget lasts."""
    if not state.problem:
        return "remove_background"
    return "draw_again" if state.redraws <= runtime.context.max_redraws else "give_up_picture"


async def draw_again(state: ImageState) -> ImageUpdate:
    """Forget the failed check so that the next drawing is judged afresh."""
    return {"problem": "", "detail": ""}


def after_remove(state: ImageState) -> Literal["give_up_picture", "__end__"]:
    """Finish with the picture, or with the reason why there is none."""
    return "give_up_picture" if state.problem else "__end__"


def build_image_branch(services: Services) -> CompiledStateGraph[ImageState, Context, ImageState, ImageOutput]:
    """Wire the branch; it runs once per image slot, all slots at the same time."""
    builder = StateGraph(ImageState, output_schema=ImageOutput, context_schema=Context)

    def add(name: str, node: Callable[..., Awaitable[ImageUpdate]]) -> None:
        builder.add_node(name, patient(node), retry_policy=RETRY_SERVICES)

    add("write_search_query", metered(partial(write_search_query, services=services), services.store))
    add("search_bank", partial(search_bank, services=services))
    add("write_image_prompt", metered(partial(write_image_prompt, services=services), services.store))
    add("rewrite_prompt", metered(partial(rewrite_prompt, services=services), services.store))
    add("translate_prompt", metered(partial(translate_prompt, services=services), services.store))
    add("screen_prompt", metered(partial(screen_prompt, services=services), services.store))
    add("generate_image", partial(generate_image, services=services))
    add("remove_background", partial(remove_background, services=services))
    builder.add_node("check_image", partial(check_image, services=services))
    builder.add_node("draw_again", draw_again)
    builder.add_node("give_up_picture", give_up_picture)
    builder.add_conditional_edges(START, after_start)
    builder.add_edge("write_search_query", "search_bank")
    builder.add_edge("search_bank", END)
    builder.add_conditional_edges("write_image_prompt", after_write)
    builder.add_conditional_edges("rewrite_prompt", after_rewrite)
    builder.add_conditional_edges("translate_prompt", after_translate)
    builder.add_conditional_edges("screen_prompt", after_screen)
    builder.add_conditional_edges("generate_image", after_generate)
    builder.add_conditional_edges("check_image", after_check_image)
    builder.add_edge("draw_again", "generate_image")
    builder.add_conditional_edges("remove_background", after_remove)
    builder.add_edge("give_up_picture", END)
    return builder.compile()
