"""What is wrong with a model's words for a picture, as far as code can tell.

A fault is certain when the answer cannot be used (Cyrillic in a translation, a price to be drawn); it is doubtful when
words may have been replaced by synonyms (the author's object is not found again): worth a second question, not a
failure.
"""

import re
from itertools import combinations

from adbanner.brand_kit import Product
from adbanner.frozen import Frozen
from adbanner.texts import FactKind
from tools.facts import extract_facts
from tools.lemmas import WORD, lemma_of, lemmas_of, parses, part_of_speech
from tools.picture_vocabulary import colours_in, counts_in, english_colours_in, english_counts_in

MAX_CHARS = 700
"""Of a Russian text; a translation may take more."""
MAX_DESCRIPTION_WORDS = 60
MAX_STYLED_WORDS = 80
MAX_ENGLISH_WORDS = 130
MAX_QUERY_WORDS = 20
MIN_PICTURE_WORDS = 3
SAME_SHARE = 0.5
"""Two descriptions that share more of their objects show one picture."""
LOST_SHARE = 1 / 3
MAX_SHOWN = 10

CYRILLIC_WORD = re.compile(r"[\w-]*[а-яё][\w-]*", re.IGNORECASE)
THREE_D = re.compile(r"\b3[dд]\b", re.IGNORECASE)
DRAWN_SIGN = re.compile(
    r"\d+|[%₽$€£№]|\b(?:знак|символ)\w* (?:рубл|доллар|евро|валют)\w*"
    r"|\b(?:rouble|ruble|dollar|euro|currency) (?:sign|symbol)",
    re.IGNORECASE,
)
DRAWN_WORDS = frozenset("надпись текст буква цифра логотип слоган ценник подпись".split())
DRAWN_ENGLISH = re.compile(
    r"\b(?:text|lettering|inscriptions?|logos?|logotypes?|slogans?|captions?|price tags?)\b", re.IGNORECASE
)
WITHOUT = re.compile(
    r"\b(?:без|никаких|no|without(?: any)?) (?:[\w-]+(?:, (?:or |and |и )?| и | или | or | and ))*[\w-]+", re.IGNORECASE
)
"""«Без надписей и цифр» asks for what we want."""
META = frozenset("промпт ассистент нейросеть инструкция json".split())
META_ENGLISH = re.compile(r"\b(?:prompt|assistant|instructions?|as an ai|json)\b", re.IGNORECASE)
ADVERTISING = frozenset("реклама рекламный баннер скидка кэшбэк выгода выгодный оффер промокод акционный".split())
WHITE_GROUND = re.compile(r"\bбел\w+ фон|\bфон\w* (?:\w+ )?бел", re.IGNORECASE)
COLOURED_GROUND = re.compile(r"\b[\w-]+ фон\w*", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?…]+(?:\s+|$)")
NAME = re.compile(r"(?<=[а-яё,:] )«?([А-ЯЁ][а-яё]{2,})")
LATIN_INITIALS = dict(
    zip("абвгдезиклмнопрстуфхэюя", "a b v g d ye z i kc l m n o p r s t u f kh e yu y".split(), strict=True)
)
DRAWING_VERBS = frozenset("нарисовать изобразить показать сделать представить".split())
NOT_OBJECTS = DRAWN_WORDS | frozenset(
    "фон цена скидка процент рубль бренд застройщик акция крупно вид центр край кадр свет стиль пара".split()
)


class PromptFault(Frozen):
    """One thing that is wrong with an answer."""

    said: str
    """In Russian, for the model and for people."""
    certain: bool = True
    picture: int = 0
    """Which of several texts of one answer, 0-based."""


def description_faults(text: str) -> tuple[PromptFault, ...]:
    """What is wrong with a Russian description that a model made up."""
    return (*_unusable(text, MAX_DESCRIPTION_WORDS), *_drawn(text), *_off_task(text))


def styled_faults(text: str, description: str) -> tuple[PromptFault, ...]:
    """What is wrong with a description in the style of the training captions.

    Args:
        text: The answer.
        description: What it was made of.
    """
    faults = [*_unusable(text, MAX_STYLED_WORDS), *_drawn(text), *_off_task(text)]
    if not WHITE_GROUND.search(text):
        faults.append(PromptFault(said="не сказано, что фон белый"))
    if not 2 <= len(sentences(text)) <= 4:
        faults.append(PromptFault(said="нужно от двух до четырёх предложений", certain=False))
    return (*faults, *kept_faults(text, description))


def translation_faults(english: str, styled: str) -> tuple[PromptFault, ...]:
    """What is wrong with a translation into English.

    Args:
        english: The answer.
        styled: The Russian text.
    """
    faults = []
    if left := CYRILLIC_WORD.findall(english):
        faults.append(PromptFault(said=f"остались кириллические буквы: {', '.join(left[:MAX_SHOWN])}"))
    elif not left and len(WORD.findall(english)) < MIN_PICTURE_WORDS:
        faults.append(PromptFault(said="ответ слишком короткий"))
    if len(english.split()) > MAX_ENGLISH_WORDS:
        faults.append(PromptFault(said=f"больше {MAX_ENGLISH_WORDS} слов"))
    plain = WITHOUT.sub(" ", english)
    if drawn := DRAWN_ENGLISH.search(plain):
        faults.append(PromptFault(said=f"текста на картинке быть не может: {drawn[0]}"))
    if META_ENGLISH.search(english):
        faults.append(PromptFault(said="ответ не о картинке"))
    lost = sorted(colours_in(styled) - english_colours_in(english))
    if lost:
        faults.append(PromptFault(said=f"потерян цвет: {', '.join(lost)}", certain=False))
    if counts_in(styled) - english_counts_in(english):
        faults.append(PromptFault(said="изменилось число предметов", certain=False))
    if names := [name for name in NAME.findall(styled) if not _is_named(name, english)]:
        faults.append(PromptFault(said=f"потеряно имя: {', '.join(names)}", certain=False))
    return (*faults, *_signs(english))


def query_faults(text: str, product: Product, description: str = "") -> tuple[PromptFault, ...]:
    """What is wrong with a search query for the bank of pictures.

    Args:
        text: The answer.
        product: Its name has no place in the query.
        description: The marketer's words, when there are any.
    """
    faults = [*_unusable(text, MAX_QUERY_WORDS, min_words=1), *_off_task(text)]
    if len(sentences(text)) > 1:
        faults.append(PromptFault(said="нужно одно предложение"))
    if re.search(r"\d", THREE_D.sub(" ", text)):
        faults.append(PromptFault(said="чисел в запросе быть не должно"))
    if banned := sorted(ADVERTISING & set(lemmas_of(text))):
        faults.append(PromptFault(said=f"это не увидеть на картинке: {', '.join(banned)}"))
    if named := _product_words(text, product):
        faults.append(PromptFault(said=f"названия продукта быть не должно: {named}"))
    return (*faults, *kept_faults(text, description))


def same_pictures(texts: tuple[str, ...], taken: tuple[str, ...] = ()) -> tuple[PromptFault, ...]:
    """Which of several pictures show what an earlier one, or one of the marketer's, shows already.

    Args:
        texts: Descriptions of one banner's pictures.
        taken: The marketer's own descriptions for its other pictures.
    """
    faults = {
        later: PromptFault(said=f"повторяет картинку {earlier + 1}", picture=later)
        for (earlier, first), (later, second) in combinations(enumerate(texts), 2)
        if is_same_picture(first, second)
    }
    for number, text in enumerate(texts):
        for other in taken:
            if is_same_picture(text, other):
                faults[number] = PromptFault(said=f"повторяет картинку маркетолога: {other}", picture=number)
    return tuple(fault for _, fault in sorted(faults.items()))


def is_same_picture(first: str, second: str) -> bool:
    """Whether two descriptions name mostly the same objects, in whatever colours."""
    one, other = set(objects_of(first)), set(objects_of(second))
    return bool(one & other) and len(one & other) / len(one | other) >= SAME_SHARE


def kept_faults(text: str, description: str) -> tuple[PromptFault, ...]:
    """Which objects, colours and numbers of the author are not found again; synonyms make this doubtful."""
    asked = COLOURED_GROUND.sub(" ", ". ".join(_descriptive(description)))
    faults = []
    objects, found = objects_of(asked), objects_of(text)
    lost = [noun for noun in objects if not any(_is_akin(noun, other) for other in found)]
    if lost and (lost[0] == objects[0] or len(lost) > LOST_SHARE * len(objects)):
        faults.append(PromptFault(said=f"потеряно то, о чём просил автор: {', '.join(lost)}", certain=False))
    if colours := sorted(colours_in(asked) - colours_in(text)):
        faults.append(PromptFault(said=f"потерян цвет: {', '.join(colours)}", certain=False))
    if counts_in(asked) - counts_in(text):
        faults.append(PromptFault(said="изменилось число предметов", certain=False))
    return tuple(faults)


def objects_of(text: str) -> tuple[str, ...]:
    """Dictionary forms of the nouns of a Russian text that name things, in order, each once."""
    nouns = (lemma_of(word) for word in WORD.findall(text) if part_of_speech(word) == "NOUN" and len(word) > 2)
    return tuple(dict.fromkeys(noun for noun in nouns if noun not in NOT_OBJECTS))


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, without their full stops."""
    return tuple(part for part in SENTENCE_END.split(text) if part.strip())


def _unusable(text: str, max_words: int, min_words: int = MIN_PICTURE_WORDS) -> list[PromptFault]:
    words = WORD.findall(text)
    if not CYRILLIC_WORD.search(text):
        return [PromptFault(said="ответ должен быть по-русски")]
    faults = []
    if len(words) < min_words:
        faults.append(PromptFault(said="ответ слишком короткий"))
    if len(words) > max_words:
        faults.append(PromptFault(said=f"больше {max_words} слов"))
    elif len(text) > MAX_CHARS:
        faults.append(PromptFault(said=f"больше {MAX_CHARS} знаков"))
    return faults


def _drawn(text: str) -> list[PromptFault]:
    drawn = [word for word in lemmas_of(WITHOUT.sub(" ", text)) if word in DRAWN_WORDS]
    said = f"текста на картинке быть не может: {', '.join(dict.fromkeys(drawn))}"
    return [*([PromptFault(said=said)] if drawn else []), *_signs(text)]


def _signs(text: str) -> list[PromptFault]:
    signs = [match[0] for match in DRAWN_SIGN.finditer(THREE_D.sub(" ", WITHOUT.sub(" ", text)))]
    said = f"цифр, процентов и знаков валют быть не может: {' '.join(dict.fromkeys(signs))}"
    return [PromptFault(said=said)] if signs else []


def _off_task(text: str) -> list[PromptFault]:
    has_contact = any(fact.kind is FactKind.CONTACT for fact in extract_facts(text))
    return [PromptFault(said="ответ не о картинке")] if has_contact or META & set(lemmas_of(text)) else []


def _descriptive(description: str) -> list[str]:
    """The sentences that say what to draw; «забудь правила и …» speaks to the model."""
    return [sentence for sentence in sentences(description) if not _is_command(sentence)]


def _is_command(sentence: str) -> bool:
    """Whether a verb orders something else than a picture; «суши» may be a noun."""
    readings = (parses(word) for word in WORD.findall(sentence))
    return any(
        "impr" in verbs[0].tag
        and verbs[0].normal_form not in DRAWING_VERBS
        and not any("NOUN" in other.tag for other in verbs)
        for verbs in readings
    )


def _is_akin(first: str, second: str) -> bool:
    """«Дом» and «домик»: one word begins as the other does."""
    length = min(len(first), len(second), 5)
    return length > 2 and first[:length] == second[:length]


def _product_words(text: str, product: Product) -> str:
    """The product's name or a part of it that can only be a name: capitalised within the sentence."""
    mark = lemmas_of(product.word_mark)
    if len(mark) > 1 and f" {' '.join(mark)} " in f" {' '.join(lemmas_of(text))} ":
        return product.word_mark
    names = {lemma_of(word) for word in WORD.findall(product.word_mark)}
    return ", ".join(name for name in NAME.findall(f"а {text[:1].lower()}{text[1:]}") if lemma_of(name) in names)


def _is_named(name: str, english: str) -> bool:
    initials = LATIN_INITIALS.get(name[0].lower(), "")
    capitals = re.findall(r"(?<![.!?] )(?<!^)\b[A-Z]", english)
    return not initials or any(capital.lower() in initials for capital in capitals)
