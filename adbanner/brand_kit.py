"""Everything that makes a banner this company's: one folder, swapped by one setting.

<kit>/brand.yaml             names, palette, type, tone of voice, forbidden words, legal texts by category, policies
<kit>/products.jsonl         one ``Product`` a line
<kit>/examples.jsonl         one ``ApprovedExample`` a line
<kit>/images/manifest.jsonl  one ``BankImage`` a line, its file beside it
<kit>/fonts/                 static TTF files and their licences
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from adbanner.colour import Hex
from adbanner.frozen import Frozen
from adbanner.layout import FontRole
from adbanner.texts import FieldText

MAX_WORD_MARK_CHARS = 24
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$", max_length=64)]


def _has_an_area(box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    left, top, right, bottom = box
    if not (0 <= left < right and 0 <= top < bottom):
        raise ValueError("left, upper, right and lower edge in pixels, none negative and each pair growing")
    return box


PixelBox = Annotated[tuple[int, int, int, int], AfterValidator(_has_an_area)]
"""Left, upper, right and lower edge; the last two lie just outside."""


class Ground(Frozen):
    """A background of the brand with the colours that stand on it."""

    start: Hex
    end: Hex
    """Second colour of the gradient; equal to ``start`` for a flat ground."""
    text: Hex
    muted: Hex
    """Secondary text; still at least 4.5:1 on the ground."""
    button: Hex
    button_text: Hex


class Category(Frozen):
    """What all products of one kind share: the law that applies and the grounds that suit."""

    title: str
    advertiser: Annotated[str, Field(min_length=1)]
    """Advertiser as the legal line names it, e.g. ``ООО «Орбита», ИНН 7700000000``."""
    warning: str = ""
    """Words the law demands (consumer credit: «Оценивайте свои финансовые возможности и риски»)."""
    terms_warning: str = ""
    """Words the law demands besides where an offer names a term of the price (consumer credit: «Изучите все условия
    кредита (займа)»)."""
    warning_area_share: Annotated[float, Field(ge=0, le=0.5)] = 0
    """Least share of the banner's area that each of the warnings takes."""
    age_mark: Annotated[str, Field(pattern=r"^(0|6|12|16|18)\+$")] | None = None
    grounds: tuple[str, ...] = ()
    """Grounds this category prefers, best first."""
    button_verbs: Annotated[tuple[str, ...], Field(min_length=1)]
    """Button texts in the brand's voice, longest first, the last at most 9 characters."""
    button_verbs_en: tuple[str, ...] = ()
    """The same for English banners."""


FULL_COST_PLACE = "{full_cost}"


class PolicyAction(StrEnum):
    """What happens to a text that breaks a policy."""

    BLOCK = "block"
    REVIEW = "review"
    """A person decides."""


class Policy(Frozen):
    """A rule of the brand or of the law about what its advertising says."""

    id: Id
    title: Annotated[str, Field(min_length=1)]
    """Name of the rule, as the marketer reads it."""
    categories: tuple[str, ...] = ()
    """Categories of products that it applies to; empty means all."""
    lemmas: tuple[str, ...] = ()
    """Words or phrases, each word in its dictionary form; they are found in every form."""
    patterns: tuple[str, ...] = ()
    """Regular expressions for what words cannot say, case-insensitive."""
    exceptions: tuple[str, ...] = ()
    """Regular expressions of harmless phrases: whatever is found inside of one does not count."""
    prints: str = ""
    """Words that stand on the banner before its first percentage, no smaller than it, where an offer breaks the rule;
    ``{full_cost}`` stands for that of the product. A product that has what the words need keeps the rule so."""
    action: PolicyAction
    reason: Annotated[str, Field(min_length=1)]
    """Why it is a rule: one sentence."""
    mend: Annotated[str, Field(min_length=1)]
    """What the marketer should do: one sentence."""

    def printed_words(self, product: "Product") -> str:
        """What the banner of a product prints to keep the rule; empty when texts alone can keep it."""
        if FULL_COST_PLACE in self.prints and not product.full_cost:
            return ""
        return self.prints.replace(FULL_COST_PLACE, product.full_cost)


class Product(Frozen):
    """A product that banners advertise."""

    id: Id
    name: Annotated[str, Field(min_length=1)]
    """Full name for people: ``Орбита Доставка еды``."""
    word_mark: Annotated[str, Field(min_length=1, max_length=MAX_WORD_MARK_CHARS)]
    """Short name drawn on the banner."""
    category: str
    full_cost: str = ""
    """Range of the full cost of a credit, which the law wants beside its rate: ``15,2–34,8% годовых``."""
    description: Annotated[str, Field(min_length=1)]
    """5-10 sentences in the language of the kit."""
    button_verbs: tuple[str, ...] = ()
    """Own button texts; empty means those of the category."""
    button_verbs_en: tuple[str, ...] = ()
    name_en: str = ""
    description_en: str = ""
    """For English banners; without them the copywriter gets the words of the kit's language."""


class ApprovedExample(Frozen):
    """A banner that people approved: a pattern for the copywriter."""

    product_id: Id
    offer: str
    texts: Annotated[tuple[FieldText, ...], Field(min_length=1)]


class BankImage(Frozen):
    """A picture of the designers' bank with the texts that find it."""

    id: Id
    file: str
    """File name beside the manifest."""
    caption: Annotated[str, Field(min_length=1)]
    """2-4 sentences in the language of the kit."""
    caption_en: str = ""
    services: Annotated[tuple[str, str, str], Field()]
    """Three services that the picture could advertise, written without knowing the products."""
    tags: tuple[str, ...] = ()
    licence: str
    object_id: Id | None = None
    """What the picture shows: pictures of one thing in other colours and from other sides share it."""
    colours: tuple[Hex, ...] = ()
    """Dominant colours of the object, most of its area first."""
    bounding_box: PixelBox | None = None
    """Where the object is in the file, without its shadow."""


class BrandKit(Frozen):
    """A loaded, validated kit. Paths are absolute."""

    root: Path
    name: str
    language: Annotated[str, Field(pattern=r"^(ru|en)$")]
    tone_of_voice: Annotated[tuple[str, ...], Field(min_length=1)]
    forbidden_words: tuple[str, ...]
    """Lemmas that no text may hold in any form."""
    fonts: dict[FontRole, Path]
    grounds: dict[str, Ground]
    categories: dict[str, Category]
    policies: tuple[Policy, ...] = ()
    products: tuple[Product, ...]
    examples: tuple[ApprovedExample, ...]
    images: tuple[BankImage, ...]
    fingerprint: str
    """SHA-256 over every file of the kit: equal kits make equal banners."""

    def product(self, product_id: str) -> Product:
        """The product of that id; KeyError when there is none."""
        for product in self.products:
            if product.id == product_id:
                return product
        raise KeyError(product_id)

    @property
    def button_colours(self) -> tuple[str, ...]:
        """The colours that buttons of the brand have, each once, as ``#RRGGBB`` in capitals."""
        return tuple(dict.fromkeys(ground.button.upper() for ground in self.grounds.values()))

    def category_of(self, product: Product) -> Category:
        """The category of a product of this kit."""
        return self.categories[product.category]

    def policies_for(self, product: Product) -> tuple[Policy, ...]:
        """The policies that texts about a product of this kit have to keep, in the order of the kit."""
        return tuple(policy for policy in self._policies_of(product) if not policy.printed_words(product))

    def printing_policies(self, product: Product) -> tuple[Policy, ...]:
        """The policies that are kept for a product by words which the banner prints by itself."""
        return tuple(policy for policy in self._policies_of(product) if policy.printed_words(product))

    def _policies_of(self, product: Product) -> tuple[Policy, ...]:
        return tuple(
            policy for policy in self.policies if not policy.categories or product.category in policy.categories
        )

    def button_verbs(self, product: Product, language: str = "") -> tuple[str, ...]:
        """Button texts for a product, longest first; in the kit's language where it has none in ``language``."""
        category = self.category_of(product)
        if language not in ("", self.language) and category.button_verbs_en:
            return product.button_verbs_en or category.button_verbs_en
        return product.button_verbs or category.button_verbs

    def worded(self, product: Product, language: str) -> Product:
        """The product as texts in ``language`` speak of it, as far as the kit has the words.

        The word mark that is drawn on the banner is a trade mark and stays what it is; texts use the first words of
        the name instead.
        """
        if language == self.language:
            return product
        return product.model_copy(
            update={
                "name": product.name_en or product.name,
                "word_mark": _first_words(product.name_en, MAX_WORD_MARK_CHARS) or product.word_mark,
                "description": product.description_en or product.description,
            }
        )

    def image_path(self, image: BankImage) -> Path:
        """Where the file of a bank image lies."""
        return self.root / "images" / image.file


def _first_words(text: str, max_chars: int) -> str:
    """As many whole words from the beginning as fit, never ending on the way («Orbita On the»)."""
    words = text.split()
    while words and (len(" ".join(words)) > max_chars or words[-1].lower() in ("on", "the", "in", "and", "of")):
        words.pop()
    return " ".join(words)
