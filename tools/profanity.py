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
            r"муд(?:ак[а-я]*|ач[а-я]+|ацк[а-я]+|ил[аоуеы]?й?|озвон[а-я]*|охатьс?я?)",
            r"п[еи]д[оае]р(?:|а|у|ы|е|ов|ом|ам|ами|ах|ас[а-я]*|ок|к[а-я]|ск[а-я]+|юг[а-я]*|н[яюи][а-я]*)",
            r"г[оа]ндон[а-я]*",
            r"залуп(?:а|ы|у|е|ой|ам|ами|ах|ин[а-я]*)",
            r"говенн[а-я]*|г[оа]вн(?:[оаеуы]|ом|ами?|ах|ищ[а-я]*|юк[а-я]*|ян[а-я]+|ист[а-я]+)",
            r"дерьм[а-я]*",
            r"сук(?:а|и|ой)|сцук[а-я]*|сучар[а-я]*",
            r"(?:на|за|вы|от|до|у|по|при|разъ|подъ)?йоб(?:ан|н|т)[а-я]*",
            r"хули|епт(?:а|ы|ть|ить)|факинг|факю",
            r"п[ие]др(?:ы|ов|ам|ил[а-я]*)|педик(?:и|а|ов|ам|у)?",
            r"(?:о|обо|на|за|по|у|вы)?сс(?:ать|ал[аи]?|ыт|ышь|ан[а-я]+|акл[а-я]*)",
            r"(?:на|за|по|об)?перд(?:ет[а-я]*|ун[а-я]*|ел[аи]?|еж[а-я]*)",
            r"шлюх[а-я]*|шлюш[а-я]+",
            r"(?:на|по|за|вы|от)?дроч(?:и|ите|ит[а-я]*|ер[а-я]*|ев[а-я]*|у|ил[а-я]*|ишь|к[аиуе])",
            r"манд(?:а|ы|е|у|ой|авош[а-я]+)",
            r"жоп[а-я]*",
            r"(?:на|по|до|ни|о)?хер(?:|а|у|ом|н[яюеи]|ней|ов[а-я]*|ач[а-я]+)",
            r"мраз(?:ь|и|ью|ота|оты|оту)",
            r"ублюд[а-я]*",
            r"(?:на|за|о|об|обо|про|по|у|вы)?сра(?:ть|л|ла|ло|ли|л[аио]?с[яь]|н[а-я]*|ть?ся)",
            r"чмо(?:|шн[а-я]+)",
            r"(?:от|за|вы|на)?трах(?:н[уе][а-я]*|ать[а-я]*|ал[а-я]*|аю[а-я]*|аешь|ает[а-я]*)",
        )
    )
)
STEM_IN_DISGUISE = re.compile(r"суч(?:к[аиуе]|кой|ек)|лох|гей|дебил[а-я]*")
"""Ordinary words that only an insult would be disguised as."""
INNOCENT = re.compile(r"херес[а-я]*|херсон[а-я]*|херувим[а-я]*|хуан[а-я]*")
MASKED = (
    "хуй хуя хуе хуи нахуй похуй пизда пизду пизды пиздец бля блять блядь бляди ебать ебал ебаный ебаная ебаные "
    "заебал сука суки гандон гандоны мудак мудаки жопа жопу жопе дерьмо говно пидор пидоры шлюха шлюхи хуйня хуйню "
    "хуйней хуйни хуево хуевый хуевая хуевые хуеву хуями хуям нехуй ахуй ахуеть охуеть охуел охуела охуенно охуенный "
    "охуенная охуенные охуенную охуительно хуета похую нихуя дохуя захуй пизде пиздой пиздеж пиздеть пиздит пиздато "
    "пиздатый пиздатая пиздатые пиздатую спиздить пиздюк ебаное ебаную ебучий ебет ебут ебанутый ебанутые ебанулся "
    "ебанько заебись заебать заебали заебался заебало заебатый наебать наебал выебать выебал уебок уебки уебан "
    "доебался ебло еблан ебланы ебашить ебня долбоеб долбоебы долбоебов блядский блядская блядские блядей блядство "
    "выблядок мудила мудило говнюк говняный дерьмовый дерьма засранец засранцы пидорас пидорасы пидорасов педик "
    "дрочить дрочит залупа залупу жопой жопы жопный сучка сучки ублюдок ублюдки мразь мрази шлюху манда манду хер "
    "херня хером нахер"
)
"""Words that are tried where signs stand for letters (``х*й``)."""
MASKED_FORMS = " ".join(
    (
        MASKED,
        *(
            stem + ending
            for stem in "говн дерьм сук сучк мудак гандон жоп шлюх пидор пидорас бляд пизд манд ублюдк хер мраз".split()
            for ending in ("", "а", "о", "у", "ы", "и", "е", "ой", "ом", "ам", "ами", "ах", "ов", "ей", "ью")
        ),
        "сучек",
        *(
            prefix + verb
            for prefix in ("", *"вы до за на недо об от пере по под подъ про разъ съ у объ отъ въ".split())
            for verb in "ебать ебал ебала ебали ебет ебут ебешь ебем ебу еби ебаться ебался ебалась ебались ебется "
            "ебутся ебнуть ебнул ебнула ебнули ебнулся ебываться ебывается еб ебан ебаный ебанный ебись ебистый".split()
        ),
        *(
            prefix + stem + ending
            for prefix in ("", "о", "на", "за", "рас")
            for stem in ("хуе", "хуительн", "хуенн", "пизд", "пиздат", "ебат")
            for ending in "ть л ла ли н но ный ная ное ные ную ных ым ого о а у ы ый ая ые ое ую ых ем ет ешь".split()
        ),
    )
)
"""The masked words in the forms that prefixes and endings give them."""
MASK_SIGNS = "*#@_•"
DOTS = re.compile(r"(?<=[а-я])\.{2,}(?=[а-я])")
"""A word with its middle left out (``х...й``)."""

LOOK_ALIKE = str.maketrans("aceopxyukmthbnrzidg", "асеорхуикмтнвпгзидг")

LEET = str.maketrans(
    {"0": "о", "3": "з", "4": "ч", "6": "б", "8": "б", "9": "я", "1": "и", "@": "а", "$": "с", "€": "е", "&": "и"}
)
SOUND_ALIKE = str.maketrans("abcdefghijklmnopqrstuvxyz", "абцдефгхийклмнопкрстувхыз")
"""Latin letters as they sound, where ``LOOK_ALIKE`` reads them as they look."""
SYLLABLES = {
    "tsya": "тся", "shch": "щ", "sch": "щ", "zh": "ж", "kh": "х", "ch": "ч", "sh": "ш", "ts": "ц", "ya": "я", "ja": "я",
    "yu": "ю", "ju": "ю", "ye": "е", "yo": "е", "ey": "ей", "iy": "ий", "yj": "ый", "9": "я", "j": "й",
}  # fmt: skip
SPELLED_IN_LATIN = re.compile("|".join(SYLLABLES))
LEAST_SPELLED_CHARS = 5
"""Shorter words in Latin letters mean something in other languages."""
FOREIGN = re.compile(
    "хуе[а-я]*|манд[а-я]*|сук[а-я]*|хер[а-я]*|муди[а-я]*|срал[а-я]*|сран[гд][а-я]*|факинг|хуил[а-я]*|сс[а-я]*|йоб[а-я]*"
)
"""What Russian stems make of words of other languages (huevos, Mandy, heroes)."""
BANG = re.compile("(?<=[а-яa-z])!(?=[а-яa-z])")
LATIN_LEET = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s"})
MIXED_WORD = re.compile("[a-z]+[а-я][a-zа-я]*|[а-я]+[a-z][a-zа-я]*")
LATIN_LOOK_ALIKE = str.maketrans("асеорхукмтнв", "aceopxykmthb")
LATIN_WITH_DIGITS = re.compile(r"(?<![\w$@])(?:[a-z]+[0-9@$]+[a-z][a-z0-9@$]*|[0-9@$][a-z]{2}[a-z0-9@$]*)(?![\w$@])")
LATIN_LIKE_CYRILLIC = re.compile("[aceopxyukmthb]+")
INVISIBLE = re.compile(
    "[\\u00ad\\u0300-\\u036f\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufe00-\\ufe0f\\ufeff]"
)
TOKEN = re.compile(r"[а-яa-z0-9@$€&]+")
SPELLED_OUT = re.compile(r"(?<![а-яa-z0-9])[а-яa-z](?:[ .\-_*·,/]{1,3}[а-яa-z]){2,}(?![а-яa-z0-9])")
SPACED_WORD = re.compile(r"(?<!\w)[^\W\d_](?:[ .\-_*·][^\W\d_]){2,}(?!\w)")
MASKED_TOKEN = re.compile(rf"(?<![а-яa-z0-9])[а-я]+[{MASK_SIGNS}]+[а-я]*(?![а-яa-z0-9])")
LEET_INSIDE = re.compile(r"[а-я][0-9@$€&]|[0-9@$€&][а-я]")
NUMBER_WITH_UNIT = re.compile(r"\d+[а-я]{1,5}|[а-я]+\d{2,}")
REPEATED = re.compile(r"(.)\1+")
LATIN = re.compile(
    r"\b(?:f[u*#@!]+ck\w*|motherf\w+|sh[i1!*#@]t(?:ty|s|head)?|bullshit|b[i1*!]tch\w*|cunts?|assholes?|whores?|nigg(?:er|a)s?|fag+ots?"
    r"|blya(?:d|t|dj|tj)?|bla(?:d|t|dj|tj)|suka|pizd(?:a|ec|ets|ato)\w*|huy|(?:na|po)hu[yi]|hu[yi](?:nya|lo|nia)|(?:na|po)?xuy|p[ie]dor\w*|mudak\w*"
    r"|zalup\w*|yeban\w*|eban(?:ay|y[ijy]|oe|ut|uy|iy)\w*|zaebis\w*|ebal\w*|ebat)\b"
)


def find_profanity(text: str) -> str | None:
    """The first swear word of a text as it was recognised, or None."""
    lowered = BANG.sub("1", _fold(text))
    for word in _candidates(lowered):
        if not INNOCENT.fullmatch(word) and STEM.fullmatch(word):
            return word
    for word in _spelled_out(lowered):
        if STEM_IN_DISGUISE.fullmatch(word):
            return word
    for masked in MASKED_TOKEN.finditer(DOTS.sub(lambda dots: "*" * min(len(dots.group()), 3), lowered)):
        if hidden := _unmask(masked.group()):
            return hidden
    for reading in (lowered, _latin_digits_read(lowered), _latin_letters_read(lowered)):
        if latin := LATIN.search(reading):
            return latin.group()
    return None


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
        return next(iter(_as_cyrillic(lowered)), token)
    return token if has_cyrillic else _latin_digits_read(lowered) if LATIN_WITH_DIGITS.search(lowered) else token


def _fold(text: str) -> str:
    """Lower case, one code point per letter, nothing invisible."""
    composed = unicodedata.normalize("NFKC", INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
    return composed.lower().replace("ё", "е")


def _candidates(lowered: str) -> Iterator[str]:
    """Every way to read the words of a text as Cyrillic."""
    yield from _spelled_out(lowered)
    for token in TOKEN.findall(lowered):
        for reading in _as_cyrillic(token):
            yield reading
            yield REPEATED.sub(r"\1", reading)


def _spelled_out(lowered: str) -> Iterator[str]:
    """Words whose letters stand apart."""
    for spelled in SPELLED_OUT.finditer(lowered):
        yield re.sub("[^а-яa-z]", "", spelled.group()).translate(LOOK_ALIKE)


def _as_cyrillic(token: str) -> tuple[str, ...]:
    """A token in Cyrillic letters, as it looks and as it sounds; nothing for what nobody could read as Russian."""
    if token.isalpha() and token.isascii():
        looks = (token.translate(LOOK_ALIKE),) if LATIN_LIKE_CYRILLIC.fullmatch(token) else ()
        return (*looks, *_spelled_in_latin(token))
    if not re.search("[а-я]", token):
        return _spelled_in_latin(token) if re.fullmatch("[a-z]+9[a-z]*", token) else ()
    if LEET_INSIDE.search(token):
        if NUMBER_WITH_UNIT.fullmatch(token):
            return ()
        token = token.translate(LEET)
    return tuple(dict.fromkeys((token.translate(LOOK_ALIKE), token.translate(SOUND_ALIKE))))


def _spelled_in_latin(token: str) -> tuple[str, ...]:
    """A Russian word that is spelled in Latin letters by its sound."""
    if len(token) < LEAST_SPELLED_CHARS:
        return ()
    heard = SPELLED_IN_LATIN.sub(lambda syllable: SYLLABLES[syllable.group()], token).translate(SOUND_ALIKE)
    return () if FOREIGN.fullmatch(heard) else (heard,)


def _latin_digits_read(lowered: str) -> str:
    """A text with digits and signs inside of Latin words read as letters."""
    return LATIN_WITH_DIGITS.sub(lambda token: token.group().translate(LATIN_LEET), lowered)


def _latin_letters_read(lowered: str) -> str:
    """A text with Cyrillic letters inside of Latin words read as the Latin letters that they look like."""
    return MIXED_WORD.sub(lambda word: word.group().translate(LATIN_LOOK_ALIKE), lowered)


def _unmask(token: str) -> str | None:
    """The swear word behind signs: one sign for each letter, or one run of signs for several."""
    pattern = re.sub(rf"[{MASK_SIGNS}]+", lambda run: f"[а-я]{{1,{len(run.group()) + 2}}}", token)
    letters = len(re.sub(rf"[{MASK_SIGNS}]", "", token))
    if token[-1] in MASK_SIGNS and (letters < 2 or not re.search(rf"[{MASK_SIGNS}]{{2}}", token)):
        return None  # a footnote mark, not a mask
    word = re.search(rf"\b{pattern}\b", MASKED_FORMS)
    return word.group() if word else None
