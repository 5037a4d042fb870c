"""Finding swear words however they are disguised: look-alike letters, digits for letters, spacing, masking.

Stems instead of word lists: public lists are full of ordinary words. The stems were scanned against every form of
the pymorphy3 dictionary; a test repeats a sample of that scan.
"""

import re
import unicodedata
from collections.abc import Iterator

PREFIX = (
    "(?:а|в|во|вы|до|за|из|изо|ис|на|недо|не|ни|о|об|обо|от|ото|пере|по|под|подо|при|про|раз|разо|рас|с|со|съ|у"
    "|долбо|одно|мудо|полу|много)?"
)
EB_PREFIX = (
    "(?:(?:вы|до|за|на|недо|не|ни|о|от|пере|по|при|про|раз|у|долбо|мудо|одно|полу)?|(?:в|с|об|под|раз|из|от)[ъь])"
)
STEM = re.compile(
    "|".join(
        (
            rf"{PREFIX}ху(?:[йяю][а-я]*|и|ище[а-я]*|ит[аье][а-я]*|ин[яюе][а-я]*|ил[оаы]|ём|ем|е(?:в|т|п|с|ц|л|ш|б|г)[а-я]*|ен[а-я]*)",
            rf"{PREFIX}п[иеы]зд(?!ем)[а-я]*",
            rf"{PREFIX}п[иы]зж[а-я]*",
            r"(?:вы|раз|на|по|от|из|до)?бля(?:|д[а-я]*|т[ьи]|дь)",
            rf"{EB_PREFIX}еб(?:а[а-я]*|у(?:|т[а-я]*|ч[а-я]+|щ[а-я]*|н[а-я]*|к)|л(?:а|о|и|ан[а-я]*|ив[а-я]*|ищ[а-я]*)?"
            r"|ну(?:|л[а-я]*|т[а-я]*|ть)|н[ие]т|нешь|и|ите|ись|итесь|е(?:шь|т|м|те)[а-я]*|ош[а-я]*|ырь|о[кш][а-я]*|ы[шв][а-я]*)?",
            r"муд(?:ак[а-я]*|ач[а-я]+|ил[аоуеы]?й?|озвон[а-я]*|охатьс?я?)",
            r"п[еи]д[оае]р(?:|а|у|ы|е|ов|ом|ам|ами|ах|ас[а-я]*|ок|к[а-я]|ск[а-я]+|юг[а-я]*|н[яюи][а-я]*)",
            r"г[оа]ндон[а-я]*",
            r"залуп(?:а|ы|у|е|ой|ам|ами|ах|ин[а-я]*)",
            r"г[оа]вн(?:[оаеуы]|ом|ами?|ах|ищ[а-я]*|юк[а-я]*|ян[а-я]+|ист[а-я]+)",
            r"дерьм[а-я]*",
            r"сц?ук(?:а|и|ой)|сучар[а-я]*",
            r"шлюх[а-я]*|шлюш[а-я]+",
            r"(?:на|по|за|вы|от)?дроч(?:ит[а-я]*|ер[а-я]*|у|ил[а-я]*|ишь|к[аиуе])",
            r"манд(?:а|ы|е|у|ой|авош[а-я]+)",
            r"жоп[а-я]*",
            r"(?:на|по|до|ни|о)?хер(?:|а|у|ом|н[яюеи]|ней|ов[а-я]*|ач[а-я]+)",
            r"мраз(?:ь|и|ью|ота|оты|оту)",
            r"ублюд[а-я]*",
            r"(?:на|за|о|об|про|по|у|вы)?сра(?:ть|л|ла|ло|ли|н[а-я]+|ться)",
            r"чмо(?:|шн[а-я]+)",
            r"(?:от|за|вы|на)?трах(?:ать[а-я]*|ал[а-я]*|аю[а-я]*|аешь|ает[а-я]*)",
        )
    )
)
INNOCENT = re.compile(r"херес[а-я]*|херсон[а-я]*|херувим[а-я]*|хуан[а-я]*")
MASKED = (
    "хуй хуя хуе хуи нахуй похуй пизда пизду пизды пиздец бля блять блядь бляди ебать ебал ебаный ебаная ебаные заебал "
    "сука суки гандон гандоны мудак мудаки жопа жопу жопе дерьмо говно пидор пидоры шлюха шлюхи хуйня хуйню хуйней "
    "хуйни хуево хуевый хуевая хуевые хуеву хуями хуям нехуй ахуй ахуеть охуеть охуел охуела охуенно охуенный охуенная "
    "охуенные охуенную охуительно хуета похую нихуя дохуя захуй пизде пиздой пиздеж пиздеть пиздит пиздато пиздатый "
    "пиздатая пиздатые пиздатую спиздить пиздюк ебаное ебаную ебучий ебет ебут ебанутый ебанутые ебанулся ебанько "
    "заебись заебать заебали заебался заебало заебатый наебать наебал выебать выебал уебок уебки уебан доебался ебло еблан "
    "ебланы ебашить ебня долбоеб долбоебы долбоебов блядский блядская блядские блядей бляди блядство выблядок "
    "мудила мудило говнюк говняный дерьмовый дерьма засранец засранцы пидорас пидорасы пидорасов педик дрочить дрочит "
    "залупа залупу жопой жопы жопный сучка сучки ублюдок ублюдки мразь мрази шлюху манда манду хер херня хером нахер"
)
"""Words that are tried where signs stand for letters (``х*й``)."""
MASK_SIGNS = "*#@_•"
DOTS = re.compile(r"(?<=[а-я])\.{2,}(?=[а-я])")
"""A word with its middle left out (``х...й``)."""

LOOK_ALIKE = str.maketrans("aceopxyukmthbnrzidg", "асеорхуикмтнвпгзидг")

LEET = str.maketrans(
    {"0": "о", "3": "з", "4": "ч", "6": "б", "9": "я", "1": "и", "@": "а", "$": "с", "€": "е", "&": "и"}
)
LATIN_LEET = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s"})
LATIN_LIKE_CYRILLIC = re.compile("[aceopxyukmthb]+")
INVISIBLE = re.compile(
    "[\\u00ad\\u0300-\\u036f\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufe00-\\ufe0f\\ufeff]"
)
TOKEN = re.compile(r"[а-яa-z0-9@$€&]+")
SPELLED_OUT = re.compile(r"(?<![а-яa-z0-9])[а-яa-z](?:[ .\-_*·,/]{1,3}[а-яa-z]){2,}(?![а-яa-z0-9])")
SPACED_WORD = re.compile(r"(?<!\w)[^\W\d_](?:[ .\-_*·][^\W\d_]){3,}(?!\w)")
MASKED_TOKEN = re.compile(rf"(?<![а-яa-z0-9])[а-я]+[{MASK_SIGNS}]+[а-я]*(?![а-яa-z0-9])")
LEET_INSIDE = re.compile(r"[а-я][0-9@$€&]|[0-9@$€&][а-я]")
NUMBER_WITH_UNIT = re.compile(r"\d+[а-я]{1,5}|[а-я]+\d{2,}")
REPEATED = re.compile(r"(.)\1+")
LATIN = re.compile(
    r"\b(?:f[u*#@!]+ck\w*|motherf\w+|sh[i1!*#@]t(?:ty|s|head)?|bullshit|b[i1*!]tch\w*|cunts?|assholes?|whores?|nigg(?:er|a)s?|fag+ots?"
    r"|bly?a(?:d|t|dj|tj)|pizd(?:a|ec|ets|ato)\w*|huy|(?:na|po)hu[yi]|hu[yi](?:nya|lo|nia)|(?:na|po)?xuy|p[ie]dor\w*|mudak\w*"
    r"|zalup\w*|yeban\w*|eban(?:ay|y[ijy]|oe|ut|uy|iy)\w*|zaebis\w*|ebal\w*|ebat)\b"
)


def find_profanity(text: str) -> str | None:
    """The first swear word of a text as it was recognised, or None."""
    lowered = _fold(text)
    for word in _candidates(lowered):
        if not INNOCENT.fullmatch(word) and STEM.fullmatch(word):
            return word
    for masked in MASKED_TOKEN.finditer(DOTS.sub(lambda dots: "*" * min(len(dots.group()), 3), lowered)):
        if hidden := _unmask(masked.group()):
            return hidden
    latin = LATIN.search(lowered)
    return latin.group() if latin else None


def readings(text: str) -> tuple[str, ...]:
    """A text as it stands and, where they differ, as a reader takes its disguises: spacing, look-alikes, digits."""
    plain = unicodedata.normalize("NFKC", INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
    joined = SPACED_WORD.sub(lambda spaced: re.sub(r"[ .\-_*·]", "", spaced.group()), plain)
    undisguised = re.sub(r"[а-яёa-z0-9@$€&]+", lambda token: _undisguised(token.group()), joined, flags=re.IGNORECASE)
    return tuple(dict.fromkeys((text, undisguised)))


def _undisguised(token: str) -> str:
    """A token in one alphabet, when it mixes letters with digits or letters of two alphabets."""
    lowered = token.lower()
    has_cyrillic, has_latin = bool(re.search("[а-яё]", lowered)), bool(re.search("[a-z]", lowered))
    if has_cyrillic and (has_latin or LEET_INSIDE.search(lowered)):
        return _as_cyrillic(lowered) or token
    if has_latin and re.search(r"[a-z][0-9@$]+[a-z]|^[0-9@$][a-z]{2}", lowered):
        return lowered.translate(LATIN_LEET)
    return token


def _fold(text: str) -> str:
    """Lower case, one code point per letter, nothing invisible."""
    composed = unicodedata.normalize("NFKC", INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
    return composed.lower().replace("ё", "е")


def _candidates(lowered: str) -> Iterator[str]:
    """Every way to read the words of a text as Cyrillic."""
    for spelled in SPELLED_OUT.finditer(lowered):
        yield re.sub("[^а-яa-z]", "", spelled.group()).translate(LOOK_ALIKE)
    for token in TOKEN.findall(lowered):
        if reading := _as_cyrillic(token):
            yield reading
            yield REPEATED.sub(r"\1", reading)


def _as_cyrillic(token: str) -> str | None:
    """A token in Cyrillic letters; None for what nobody could read as a Russian word."""
    if not re.search("[а-я]", token):
        return token.translate(LOOK_ALIKE) if LATIN_LIKE_CYRILLIC.fullmatch(token) else None
    if LEET_INSIDE.search(token):
        if NUMBER_WITH_UNIT.fullmatch(token):
            return None
        token = token.translate(LEET)
    return token.translate(LOOK_ALIKE)


def _unmask(token: str) -> str | None:
    """The swear word behind signs: one sign for each letter, or one run of signs for several."""
    pattern = re.sub(rf"[{MASK_SIGNS}]+", lambda run: f"[а-я]{{1,{len(run.group()) + 2}}}", token)
    letters = len(re.sub(rf"[{MASK_SIGNS}]", "", token))
    if token[-1] in MASK_SIGNS and (letters < 2 or not re.search(rf"[{MASK_SIGNS}]{{2}}", token)):
        return None  # a footnote mark, not a mask
    word = re.search(rf"\b{pattern}\b", MASKED)
    return word.group() if word else None
