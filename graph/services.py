"""The clients that the nodes work with, opened once and passed in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Protocol

from adbanner.artifact_store import ArtifactStore, content_key
from adbanner.assets import AssetRef, MediaType
from adbanner.banner import Adjustments, ComposedBanner, Review
from adbanner.brand_kit import BrandKit, Product
from adbanner.brand_kit_files import load_brand_kit
from adbanner.brief import Brief
from adbanner.errors import BrandKitError, ConfigError, ToolFailed
from adbanner.images import BankHit, Picture
from adbanner.layout import Layout
from adbanner.layout_files import load_layouts, load_text_ads
from adbanner.prompts import PromptLibrary
from adbanner.settings import Settings
from adbanner.text_ad import TextAd
from adbanner.texts import BannerTexts, Fact
from tools.background_removal import BackgroundRemover, CutPicture
from tools.chat_grammar import GrammarPlanner
from tools.chat_planning import Planner
from tools.compositing import Compositor
from tools.copywriting import Copywriter
from tools.cpu_pool import in_cpu_pool
from tools.fonts import FontBook
from tools.image_bank import BankQuery
from tools.image_generation import GeneratedPicture, ImageGenerator
from tools.image_prompts import ImagePrompter
from tools.layout_check import check_capacity
from tools.lazy_image_bank import LazyImageBank
from tools.llm import ChatModel
from tools.llm_chat_planner import LlmPlanner
from tools.llm_copywriter import LlmCopywriter
from tools.model_http import open_model_client
from tools.offline_copywriter import OfflineCopywriter
from tools.own_picture import has_transparency
from tools.picture_placement import decode_cut_out
from tools.policy import check_product_texts
from tools.records.records import Records
from tools.review import BannerReviewer
from tools.safety_judge import SafetyJudge, Screener
from tools.text_fitting import TextFitter

CAPACITY_PROOF = "1"
"""Change it when ``check_capacity`` or the text fitter changes what they accept."""


class SearchesBank(Protocol):
    """Finds bank pictures."""

    async def get_ready(self) -> None:
        """Do now what the first search would wait for."""

    async def search(self, query: BankQuery) -> tuple[BankHit, ...]:
        """Pictures in the order in which they were drawn."""


class GeneratesImages(Protocol):
    """Draws pictures."""

    async def generate(self, prompt: str, seed: int) -> GeneratedPicture:
        """The picture of an English prompt."""


class RemovesBackground(Protocol):
    """Cuts pictures out."""

    async def remove(self, asset: AssetRef) -> CutPicture:
        """The object with its shadow."""


class PromptsImages(Protocol):
    """Puts pictures into words."""

    async def write_search_query(
        self, *, product: Product, offer: str, description: str, slot: int, seed: int, descriptions: tuple[str, ...]
    ) -> str:
        """A sentence in the words of the bank's captions."""

    async def write_image_prompt(
        self, *, product: Product, offer: str, slot: int, seed: int, descriptions: tuple[str, ...]
    ) -> str:
        """A picture for the offer, in the language of the kit."""

    async def rewrite_prompt(self, description: str, *, seed: int) -> str:
        """The description in the style of the training captions."""

    async def translate_prompt(self, styled: str, *, seed: int) -> str:
        """The styled description in English."""


class ScreensText(Protocol):
    """Keeps offensive and manipulative words out."""

    async def screen_request(self, offer: str, descriptions: tuple[str, ...]) -> tuple[str, ...]:
        """Reasons for a person to look; UnsafeContent when refused."""

    async def screen_prompt(self, prompt: str) -> None:
        """UnsafeContent when refused."""

    async def screen_texts(self, offer: str, texts: BannerTexts) -> tuple[str, ...]:
        """Reasons for a person to look; UnsafeContent when refused."""


class ComposesBanners(Protocol):
    """Draws banners."""

    async def compose(
        self,
        layout: Layout,
        texts: BannerTexts,
        pictures: tuple[Picture, ...],
        product: Product,
        brief: Brief,
        *,
        ground: str,
        adjustments: Adjustments,
    ) -> ComposedBanner:
        """The stored file and where everything stands."""

    async def choose_ground(
        self, brief: Brief, product: Product, layouts: tuple[Layout, ...], pictures: tuple[Picture, ...]
    ) -> str:
        """The brand background that suits product, formats and pictures."""


class ReviewsBanners(Protocol):
    """Measures banners."""

    async def review(
        self,
        banner: ComposedBanner,
        *,
        pictures: tuple[Picture, ...],
        brief: Brief,
        facts: tuple[Fact, ...],
        earlier: Review | None,
    ) -> Review:
        """The preflight report of the stored file."""


@dataclass(frozen=True, kw_only=True)
class Services:
    """Everything a run works with."""

    kit: BrandKit
    layouts: dict[str, Layout]
    store: ArtifactStore
    fitter: TextFitter
    copywriter: Copywriter
    image_bank: SearchesBank
    compositor: ComposesBanners
    reviewer: ReviewsBanners
    screener: ScreensText
    image_prompter: PromptsImages | None = None
    generator: GeneratesImages | None = None
    remover: RemovesBackground | None = None
    fallback_copywriter: Copywriter | None = None
    """Who writes when the texts of ``copywriter`` had to be cut and lost something by it."""
    text_ads: dict[str, TextAd] = field(default_factory=dict)
    """The platforms' own text forms by id."""
    planner: Planner = field(default_factory=GrammarPlanner)
    """Understands what people write in chat."""
    records: Records | None = None
    """Where events and the history are kept; None where nobody needs them, as on the command line."""
    fingerprint: str = ""
    """Changes with the kit, the layouts and whoever writes the texts."""

    def layout(self, layout_id: str) -> Layout:
        """The banner format, or the text form, of that id."""
        text_ad = self.text_ads.get(layout_id)
        return text_ad.as_layout() if text_ad else self.layouts[layout_id]

    def missing_for_generation(self) -> tuple[str, ...]:
        """The settings that generated pictures still need, by name."""
        needs = {
            "ADBANNER_LLM__BASE_URL": self.image_prompter,
            "ADBANNER_IMAGE_GENERATION__BASE_URL": self.generator,
            "ADBANNER_CUTOUT__BASE_URL": self.remover,
        }
        return tuple(name for name, client in needs.items() if client is None)

    def require_image_prompter(self) -> PromptsImages:
        """The client that puts pictures into words; ConfigError where none is set up."""
        if self.image_prompter is None:
            raise ConfigError("Generated pictures need a language model: set ADBANNER_LLM__BASE_URL.")
        return self.image_prompter

    def require_generator(self) -> GeneratesImages:
        """The image servers; ConfigError where none is set up."""
        if self.generator is None:
            raise ConfigError("Generated pictures need an image server: set ADBANNER_IMAGE_GENERATION__BASE_URL.")
        return self.generator

    def require_remover(self) -> RemovesBackground:
        """The cut-out server; ConfigError where none is set up."""
        if self.remover is None:
            raise ConfigError("Cutting pictures out needs a cut-out server: set ADBANNER_CUTOUT__BASE_URL.")
        return self.remover

    async def has_transparency(self, asset: AssetRef) -> bool:
        """Whether a stored picture is already cut out."""
        return await asyncio.to_thread(has_transparency, await self.store.get(asset))

    async def store_bank_image(self, hit: BankHit) -> AssetRef:
        """Copy a bank picture into the artifact store, so that a banner outlives changes of the bank.

        Raises:
            BrandKitError: The bank no longer has the file, or it is broken.
        """
        path = self.kit.root / "images" / hit.file
        try:
            data = await asyncio.to_thread(path.read_bytes)
        except FileNotFoundError as error:
            raise BrandKitError(path, "the picture is in the index but not in the bank; restore it") from error
        try:
            await in_cpu_pool(decode_cut_out, data)
        except ToolFailed as error:
            raise BrandKitError(path, f"{error} Replace it by the original; `adbanner doctor` finds others.") from error
        return await self.store.put(data, MediaType.WEBP if path.suffix == ".webp" else MediaType.PNG)


@asynccontextmanager
async def open_services(settings: Settings) -> AsyncIterator[Services]:
    """Load kit and layouts, connect the configured endpoints, and close them at the end.

    Raises:
        ConfigError: Kit, settings or index are wrong.
        LayoutError: A layout cannot hold its own limits.
        ServiceUnavailable: A configured endpoint that is needed at start does not answer.
    """
    async with AsyncExitStack() as stack:
        kit, layouts, fitter = await asyncio.to_thread(load_house, settings)
        store = await asyncio.to_thread(ArtifactStore.local, settings.data_dir / "store")
        await prove_capacity(layouts, kit, fitter, store)
        prompts = await asyncio.to_thread(PromptLibrary.load, settings.prompts)
        chat = None
        if settings.llm.base_url is not None:
            chat = await asyncio.to_thread(ChatModel, settings.llm, store, prompts)
            stack.push_async_callback(chat.close)
        client = await stack.enter_async_context(open_model_client())
        drawing, cutout = settings.image_generation, settings.cutout
        generator = ImageGenerator(drawing, store, client) if drawing.replicas else None
        remover = BackgroundRemover(cutout, store, client) if cutout.base_url else None
        text_ads = await asyncio.to_thread(load_text_ads, settings.layouts)
        bank = LazyImageBank(kit, settings, store, client)
        stack.push_async_callback(bank.close)
        compositor = Compositor(kit, fitter, store)
        yield Services(
            kit=kit,
            layouts=layouts,
            store=store,
            fitter=fitter,
            copywriter=LlmCopywriter(chat, prompts) if chat else OfflineCopywriter(fitter),
            fallback_copywriter=OfflineCopywriter(fitter) if chat else None,
            text_ads=text_ads,
            image_bank=bank,
            compositor=compositor,
            reviewer=BannerReviewer(kit, layouts, compositor, fitter, store),
            screener=Screener(SafetyJudge(chat, prompts) if chat else None),
            image_prompter=ImagePrompter(chat, prompts) if chat else None,
            planner=LlmPlanner(chat, prompts) if chat else GrammarPlanner(),
            generator=generator,
            remover=remover,
            fingerprint=content_key(
                kit.fingerprint,
                *(layout.model_dump_json() for layout in layouts.values()),
                *(text_ad.model_dump_json() for text_ad in text_ads.values()),
                chat.endpoint if chat else "",
            ),
        )


def load_house(settings: Settings) -> tuple[BrandKit, dict[str, Layout], TextFitter]:
    """The kit, the layouts and the fitter of the kit's type."""
    kit = load_brand_kit(settings.brand_kit)
    check_product_texts(kit)
    return kit, load_layouts(settings.layouts), TextFitter(FontBook.load(kit))


async def prove_capacity(layouts: dict[str, Layout], kit: BrandKit, fitter: TextFitter, store: ArtifactStore) -> None:
    """Prove that every layout holds its limits in the kit's type; a proof is kept until one of them changes.

    Raises:
        LayoutError: A field cannot hold as many characters as it allows.
    """
    for layout in layouts.values():
        key = content_key("capacity", CAPACITY_PROOF, kit.fingerprint, layout.model_dump_json())
        if await store.recall(key) is None:
            await asyncio.to_thread(check_capacity, layout, fitter)
            await store.remember(key, b"")
