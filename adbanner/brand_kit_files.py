"""Brand kit files: one folder, read and checked as a whole before anything is made with it."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from adbanner.brand_kit import (
    FULL_COST_PLACE,
    ApprovedExample,
    BankImage,
    BrandKit,
    Category,
    Ground,
    Policy,
    Product,
)
from adbanner.brand_kit_fonts import FontCheck, check_font, described
from adbanner.brand_kit_reading import (
    Line,
    Loc,
    Problem,
    Record,
    YamlFile,
    read_json_lines,
    read_yaml,
    refusal,
    refuse,
    repeated,
    validation_problems,
)
from adbanner.colour import contrast_ratio, rgb
from adbanner.errors import BrandKitError
from adbanner.frozen import Frozen
from adbanner.layout import FontRole

LEAST_CONTRAST = 4.5
"""WCAG 2.2 AA for text of any size."""
SHORT_BUTTON_CHARS = 9
"""The last button text must fit the smallest banners."""
IMAGE_SUFFIXES = (".png", ".webp")
"""File types that hold transparency."""


class _BrandFile(Frozen):
    """``brand.yaml`` as it is written."""

    name: Annotated[str, Field(min_length=1)]
    language: Annotated[str, Field(pattern=r"^(ru|en)$")]
    tone_of_voice: Annotated[tuple[str, ...], Field(min_length=1)]
    forbidden_words: tuple[str, ...] = ()
    fonts: dict[FontRole, str]
    grounds: Annotated[dict[str, Ground], Field(min_length=1)]
    categories: Annotated[dict[str, Category], Field(min_length=1)]
    policies: tuple[Policy, ...] = ()


def load_brand_kit(folder: Path) -> BrandKit:
    """Read a brand kit and check all of it except the pixels of its pictures.

    Raises:
        BrandKitError: A file is missing or wrong. The message names the file, the line and the field of every
            problem of that file; files are checked in the order brand.yaml, products, examples, image manifest.
    """
    root = folder.resolve()
    if not root.is_dir():
        raise BrandKitError(folder, "there is no such folder. Point ADBANNER_BRAND_KIT at a brand kit.")
    brand_path = root / "brand.yaml"
    document = read_yaml(brand_path)
    brand = _brand_file(brand_path, document)
    checks = {name: check_font(root / "fonts" / name) for name in set(brand.fonts.values()) if _is_plain(name)}
    fonts = {role: checks[name] for role, name in brand.fonts.items() if name in checks}
    refuse(brand_path, _brand_problems(brand, fonts, document))

    products_path = root / "products.jsonl"
    products = read_json_lines(products_path, Product)
    refuse(products_path, _product_problems(products, brand, fonts))

    examples_path = root / "examples.jsonl"
    examples = read_json_lines(examples_path, ApprovedExample)
    refuse(examples_path, _example_problems(examples, {line.record.id for line in products}))

    manifest_path = root / "images" / "manifest.jsonl"
    images = read_json_lines(manifest_path, BankImage)
    refuse(manifest_path, _image_problems(images, manifest_path.parent))

    return BrandKit(
        root=root,
        name=brand.name,
        language=brand.language,
        tone_of_voice=brand.tone_of_voice,
        forbidden_words=brand.forbidden_words,
        fonts={role: root / "fonts" / name for role, name in brand.fonts.items()},
        grounds=brand.grounds,
        categories=brand.categories,
        policies=brand.policies,
        products=tuple(line.record for line in products),
        examples=tuple(line.record for line in examples),
        images=tuple(line.record for line in images),
        fingerprint=_fingerprint(root),
    )


def _brand_file(path: Path, document: YamlFile) -> _BrandFile:
    if document.data is None:
        raise BrandKitError(path, "the file is empty")
    try:
        return _BrandFile.model_validate(document.data)
    except ValidationError as error:
        problems = [document.problem(loc, reason) for loc, reason in validation_problems(error)]
        raise refusal(path, problems) from error


def _brand_problems(brand: _BrandFile, fonts: Mapping[FontRole, FontCheck], document: YamlFile) -> Iterator[Problem]:
    """What single values of ``brand.yaml`` cannot show: fonts, contrast and references."""
    found: list[tuple[Loc, str]] = [*_font_problems(brand, fonts)]
    for name, ground in brand.grounds.items():
        found += [(("grounds", name, ink), reason) for ink, reason in _contrast_problems(ground)]
    for name, category in brand.categories.items():
        place = ("categories", name)
        found += [((*place, *loc), reason) for loc, reason in _category_problems(category, brand, fonts)]
    for index, policy in enumerate(brand.policies):
        found += [(("policies", index, *loc), reason) for loc, reason in _policy_problems(policy, brand)]
        if missing := _missing(fonts, FontRole.HEADLINE, policy.prints):
            found.append((("policies", index, "prints"), missing))
    for index in repeated([policy.id for policy in brand.policies]):
        found.append((("policies", index, "id"), f"«{brand.policies[index].id}» is the name of an earlier policy"))
    for index, word in enumerate(brand.forbidden_words):
        if word != word.lower() or len(word.split()) != 1:
            found.append((("forbidden_words", index), f"«{word}» must be one word in its dictionary form, lower case"))
    return (document.problem(loc, reason) for loc, reason in found)


def _font_problems(brand: _BrandFile, fonts: Mapping[FontRole, FontCheck]) -> Iterator[tuple[Loc, str]]:
    missing = [role for role in FontRole if role not in brand.fonts]
    if missing:
        yield ("fonts",), f"no font for {', '.join(missing)}"
    for role, name in brand.fonts.items():
        if role not in fonts:
            yield ("fonts", role.value), f"«{name}» must be the name of a file in the folder fonts"
        elif fonts[role].problem:
            yield ("fonts", role.value), f"fonts/{name}: {fonts[role].problem}"


def _contrast_problems(ground: Ground) -> Iterator[tuple[str, str]]:
    """Inks of a ground that cannot be read on one of its ends, and the button's text on the button."""
    pairs = [("text", ground.text, end) for end in (ground.start, ground.end)]
    pairs += [("muted", ground.muted, end) for end in (ground.start, ground.end)]
    pairs.append(("button_text", ground.button_text, ground.button))
    for ink, colour, behind in dict.fromkeys(pairs):
        contrast = contrast_ratio(rgb(colour), rgb(behind))
        if contrast < LEAST_CONTRAST:
            yield ink, f"{colour} on {behind} has a contrast of {contrast:.2f}, at least {LEAST_CONTRAST} is needed"


def _category_problems(
    category: Category, brand: _BrandFile, fonts: Mapping[FontRole, FontCheck]
) -> Iterator[tuple[Loc, str]]:
    for index, name in enumerate(category.grounds):
        if name not in brand.grounds:
            yield ("grounds", index), f"«{name}» is no ground of this kit; there are {', '.join(brand.grounds)}"
    if category.warning_area_share and not category.warning:
        yield ("warning_area_share",), "there is no warning that could take this share of the area"
    if category.terms_warning and not category.warning:
        yield ("terms_warning",), "it comes besides a warning, and there is none"
    demanded = (("warning", category.warning), ("terms_warning", category.terms_warning))
    for key, text in (("advertiser", category.advertiser), *demanded):
        if missing := _missing(fonts, FontRole.LEGAL, text):
            yield (key,), missing
    yield from _button_problems("button_verbs", category.button_verbs, fonts)
    yield from _button_problems("button_verbs_en", category.button_verbs_en, fonts)


def _policy_problems(policy: Policy, brand: _BrandFile) -> Iterator[tuple[Loc, str]]:
    for index, name in enumerate(policy.categories):
        if name not in brand.categories:
            yield ("categories", index), f"«{name}» is no category of this kit; there are {', '.join(brand.categories)}"
    if not policy.lemmas and not policy.patterns:
        yield ("id",), f"«{policy.id}» looks for nothing; give it lemmas or patterns"
    if {"{", "}"} & set(policy.prints.replace(FULL_COST_PLACE, "")):
        yield ("prints",), f"the only place that can be filled in is {FULL_COST_PLACE}"
    for index, phrase in enumerate(policy.lemmas):
        if not re.fullmatch(r"[^\W\d_A-ZА-ЯЁ]+( [^\W\d_A-ZА-ЯЁ]+)*", phrase):
            yield ("lemmas", index), f"«{phrase}» must be words of letters in lower case, with single spaces"
    for key, patterns in (("patterns", policy.patterns), ("exceptions", policy.exceptions)):
        for index, pattern in enumerate(patterns):
            if problem := _pattern_problem(pattern):
                yield (key, index), problem


def _pattern_problem(pattern: str) -> str:
    """Why a regular expression cannot serve; empty when it can."""
    try:
        if re.search(pattern, "") is not None:
            return "the pattern is found even in an empty text"
    except re.error as error:
        return f"not a regular expression: {error}"
    return ""


def _button_problems(
    key: str, verbs: tuple[str, ...], fonts: Mapping[FontRole, FontCheck]
) -> Iterator[tuple[Loc, str]]:
    for index, verb in enumerate(verbs):
        if not verb.strip():
            yield (key, index), "the button text is empty"
        elif index and len(verb) > len(verbs[index - 1]):
            yield (key, index), f"«{verb}» is longer than the one before; list the longest first"
        if missing := _missing(fonts, FontRole.BUTTON, verb):
            yield (key, index), missing
    if verbs and len(verbs[-1]) > SHORT_BUTTON_CHARS:
        reason = f"the last button text, «{verbs[-1]}», has {len(verbs[-1])} characters; small banners take at most"
        yield (key, len(verbs) - 1), f"{reason} {SHORT_BUTTON_CHARS}"


def _product_problems(
    lines: tuple[Line[Product], ...], brand: _BrandFile, fonts: Mapping[FontRole, FontCheck]
) -> Iterator[Problem]:
    if not lines:
        yield Problem("there is no product")
    yield from _repeated_ids(lines, [line.record.id for line in lines])
    for line in lines:
        product = line.record
        if product.category not in brand.categories:
            known = ", ".join(brand.categories)
            yield Problem(
                f"«{product.category}» is no category of this kit; there are {known}", line.number, "category"
            )
        if missing := _missing(fonts, FontRole.WORD_MARK, product.word_mark):
            yield Problem(missing, line.number, "word_mark")
        if missing := _missing(fonts, FontRole.HEADLINE, product.full_cost):
            yield Problem(missing, line.number, "full_cost")
        for key, verbs in (("button_verbs", product.button_verbs), ("button_verbs_en", product.button_verbs_en)):
            for loc, reason in _button_problems(key, verbs, fonts):
                yield Problem(reason, line.number, f"{loc[0]}[{loc[1]}]")


def _example_problems(lines: tuple[Line[ApprovedExample], ...], product_ids: set[str]) -> Iterator[Problem]:
    for line in lines:
        example = line.record
        if example.product_id not in product_ids:
            yield Problem(f"«{example.product_id}» is no product of this kit", line.number, "product_id")
        for index in repeated([text.field_id for text in example.texts]):
            field_id = example.texts[index].field_id
            yield Problem(f"the field «{field_id}» stands twice", line.number, f"texts[{index}].field_id")
        for index, text in enumerate(example.texts):
            if not text.text.strip():
                yield Problem("the text is empty", line.number, f"texts[{index}].text")


def _image_problems(lines: tuple[Line[BankImage], ...], folder: Path) -> Iterator[Problem]:
    yield from _repeated_ids(lines, [line.record.id for line in lines])
    for index in repeated([line.record.file for line in lines]):
        yield Problem(f"«{lines[index].record.file}» belongs to an earlier line", lines[index].number, "file")
    for line in lines:
        name = line.record.file
        if not _is_plain(name):
            yield Problem(f"«{name}» must be the name of a file beside the manifest", line.number, "file")
        elif not (folder / name).is_file():
            yield Problem(f"there is no file «{name}» beside the manifest", line.number, "file")
        elif not (folder / name).resolve().is_relative_to(folder.parent):
            yield Problem(f"«{name}» is a link that leads out of the kit", line.number, "file")
        elif not name.lower().endswith(IMAGE_SUFFIXES):
            yield Problem(f"«{name}» must be a {' or '.join(IMAGE_SUFFIXES)} file", line.number, "file")
        for index, service in enumerate(line.record.services):
            if not service.strip() or service in line.record.services[:index]:
                yield Problem("the three services must be three different texts", line.number, f"services[{index}]")


def _repeated_ids(lines: Sequence[Line[Record]], ids: list[str]) -> Iterator[Problem]:
    for index in repeated(ids):
        first = lines[ids.index(ids[index])].number
        yield Problem(f"«{ids[index]}» stands on line {first} already", lines[index].number, "id")


def _missing(fonts: Mapping[FontRole, FontCheck], role: FontRole, text: str) -> str:
    missing = fonts[role].missing(text) if role in fonts and not fonts[role].problem else ""
    return f"the {role} font draws no {described(missing)}" if missing else ""


def _is_plain(name: str) -> bool:
    """Whether a name is that of a file, not a way to another folder."""
    return name not in ("", ".", "..") and not set(name) & set("/\\\0")


def _fingerprint(root: Path) -> str:
    """SHA-256 over the names and bytes of all files of the kit; hidden files, which editors leave, do not count."""
    digest = hashlib.sha256()
    files = sorted((path.relative_to(root).as_posix(), path) for path in root.rglob("*") if path.is_file())
    for name, path in files:
        if any(part.startswith(".") for part in name.split("/")):
            continue
        content = path.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
