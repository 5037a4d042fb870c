"""Wording that a person should look at: patterns suspect, they never refuse and never clear a text alone."""

import re

from adbanner.frozen import Frozen
from tools.profanity import readings
from tools.risk_categories import RiskCategory


class Suspicion(Frozen):
    """What looks doubtful in a text."""

    category: RiskCategory
    quote: str
    """The doubtful words as they were read."""
    question: str
    """What they look like, in Russian."""


RULES = r"(?:инструкц|указани|правил|промпт|ограничени|лимит|фильтр|проверк|цензур|запрет)\w*"
MODEL_WORDS = (
    r"(?:instructions?|prompts?|rules?|polic(?:y|ies)|guidelines?|filters?|restrictions?|safety|above|previous)"
)
ALL_OF = r"(?:вс[ею]|всё|всех|эти|прежни[ех]|прошлы[ех]|предыдущ\w+|данны[ех]|сво[ию]х?|мои|любые)"
PATTERNS: tuple[tuple[RiskCategory, str, tuple[str, ...]], ...] = (
    (
        RiskCategory.INJECTION,
        "похоже на указание для модели, а не на рекламу",
        (
            rf"\b(?:(?:про)?игнор(?:ируй(?:те)?)?|пренебре\w+|наплюй(?:те)?|плюнь(?:те)?)\b.{{0,40}}\b{RULES}",
            rf"\bне (?:следуй|соблюдай|слушай(?:ся)?|выполняй|читай)(?:те)?\b.{{0,30}}\b{RULES}",
            r"\b(?:начни|начинай|закончи)(?:те)? ответ\b|\b(?:отвечай|ответь|отвечайте) (?:только|лишь|одним)\b",
            r"\b(?:пометь|отметь|признай|сочти|считай|объяви)(?:те)?\b.{0,30}\bбезопасн\w+|\bодобри(?:те)?\b",
            r"\b(?:напиши|сочини|придумай|посчитай|вычисли|переведи|реши)\b.{0,25}"
            r"\b(?:стих|рецепт|код|функци|письм|эссе|ответ|сочинени|мат|матом|уравнени|задач)\w*",
            r"\bтвоя (?:новая |настоящая )?(?:роль|задача|цель)\b|\bты (?:свободен|свободна) от\b|\bслово в слово\b",
            rf"\b(?:забудь|отмени|обойди|сними|нарушь|отключи)(?:те)?\b.{{0,20}}\b{ALL_OF}\b.{{0,20}}\b{RULES}",
            r"\b(?:забудь|отмени|обойди|сними|отключи)(?:те)?\b.{0,30}"
            r"\b(?:инструкц|промпт|фильтр|цензур|стил\w* бренда)\w*",
            r"\b(?:отмени|сними|обойди)(?:те)?\b.{0,20}(?:лимит|ограничени)\w* (?:символ|знак|слов|площадк|модел)\w*",
            r"\bзабудь(?:те)?\b.{0,10}\b(?:вс[её]|то),? (?:что )?.{0,20}(?:выше|раньше|сказан|написан)",
            rf"\bне (?:обращай|обращайте) внимани\w на .{{0,30}}{RULES}|\bразрешено вс[её]\b|\bвс[её] разрешено\b",
            r"\bпропусти(?:те)?\b.{0,20}\b(?:без проверки|проверку)|\bобход\w* (?:проверк|фильтр|цензур)",
            r"\b(?:ты|вы) (?:больше не|теперь не)\b.{0,20}(?:копирайтер|ассистент|помощник|модель|бот)",
            r"\bты теперь (?!\w+[еи]шь\b)|\b(?:отныне|с этого момента|с этой минуты)\b.{0,10}\bты\b",
            r"\b(?:сделай вид|притворись|представь|вообрази|веди себя)\b.{0,25}"
            r"\b(?:ты\b|модел|нейросет|без цензур|как будто)",
            r"\b(?:выведи|покажи|повтори|раскрой|процитируй|перескажи|переведи|назови)(?:те)?\b.{0,30}"
            r"(?:промпт|(?:твои|свои|эти|системн\w+) инструкци|написан\w* выше|текст выше|сообщение выше)",
            r"\bкакие у тебя (?:инструкц|правил|настройк|указани)|\bтвои (?:инструкц|настройк|указани)\w*",
            r"\bсистемн\w+ (?:промпт|сообщени|инструкц)\w*|\bsystem prompt\b|\bdeveloper (?:mode|message)\b",
            r"\bнов\w+ (?:системн\w+ )?(?:инструкци|указани)\w*\s*:|\bновые правила\s*[:—–-]",
            r"(?:^|\n)\s*(?:system|assistant|user|developer|система|ассистент|пользователь)\s*(?::|\n)",
            r"(?:^|\n)\s*#{2,}\s*\w|[\[({]\s*(?:system|assistant|user|developer|система|инструкция)\s*[\])}]",
            rf"\b(?:do not|don't|stop|never) (?:follow\w*|obey\w*)\b.{{0,20}}\b{MODEL_WORDS}\b|\bstop being an?\b",
            r"\bfrom now on\b|\b(?:tell me|what are|give me) your\b|\b(?:respond|answer|reply) (?:only|with|as)\b",
            r"\b(?:mark|label|classify|treat|approve)\b.{0,20}\b(?:as safe|as allowed|this text|safe)\b",
            r"\bwrite (?:me )?an? .{0,15}\b(?:poem|essay|code|function|recipe|story|song)\b",
            rf"\b(?:ignore|disregard|forget|override|bypass|discard)\b.{{0,40}}\b{MODEL_WORDS}\b",
            r"\b(?:print|repeat|reveal|show|output|translate|leak)\b.{0,30}"
            r"\b(?:prompt|instructions|text above|words above)\b",
            r"\byou are (?:now|no longer)\b|\bpretend\b.{0,15}\byou\b|\bpretend to be\b|\bact as (?:an?|if|my)\b",
            r"\b(?:without|no) (?:any )?(?:safety|content) (?:guidelines|rules|filters)|\bunfiltered\b",
            r"jailbreak|джейлбрейк|\bрежим\w* (?:разработчика|бога|без цензуры)|\bdo anything now\b",
            r"[\"']?\b(?:decision|verdict|safe|category|allowed)\b[\"']?\s*(?:[:=]\s*)[\"']?(?:allow|true|safe|none|ok)\b",
            r"\b(?:decision|verdict)\W{1,3}allow\b|\bверни\b.{0,15}\bjson\b",
            r"(?<![\w+/])(?=[A-Za-z0-9+/]*[a-z])(?=[A-Za-z0-9+/]*[A-Z])[A-Za-z0-9+/]{32,}={0,2}(?![\w+/])",
            r"\b(?:декодируй|раскодируй|расшифруй)(?:те)?\b|\b(?:decode|base64|rot13)\b",
        ),
    ),
    (
        RiskCategory.HATE,
        "похоже на деление людей по происхождению",
        (
            r"\b(?:славян|узбек|таджик|киргиз|кавказц|мигрант|гастарбайтер|цыган)(?:ам|ами|ы|и|ов|ка|ки)?\b",
            r"\bне (?:для|звонить|беспокоить)\b.{0,15}\b(?:ч[её]рн|нерусск|инвалид|азиат|пенсионер)\w*",
            r"\bтолько (?:для )?(?:славян|русски[хме]|белых|местных)\w*(?! язык)",
            r"\b(?:без|кроме|никаких) (?:мигрант|нерусск|кавказ|азиат|цыган|евре|чуж[аи]к|таджик|узбек|баб\b)\w*",
            r"\b(?:хач(?:и|ей|ик\w*|ам)|чурк\w*|чурок|жид(?:ы|ов|ам)|черномаз\w*|узкоглаз\w*|нигер\w*|негр(?:ы|ов|ам)?)\b",
        ),
    ),
    (
        RiskCategory.ADULT,
        "похоже на рекламу для взрослых",
        (
            r"\bпорн\w+|\bинтим\w*|\bсекс(?!т|о)\w*|\bэроти\w+|\bпроститу\w+|\bэскорт\w*[- ]услуг\w*|\bстриптиз\w*",
            r"\b(?:вибратор|фаллоимит|минет)\w*",
            r"\b(?:porn\w*|sex|sexy|nude|naked|escort service)\b|\bобнаж[её]нн\w+"
            r"|\bгол(?:ая|ый|ые|ую) (?:девуш|женщин|мужчин)",
        ),
    ),
    (
        RiskCategory.VIOLENCE,
        "похоже на призыв к насилию или рекламу оружия",
        (
            r"\b(?:убей|застрели|пристрели|зарежь|порежь|избей|взорви|подожги|расстреляй)(?:те)?\b|\bизнасил\w+|\bтеракт\w*",
            r"(?<!клеевой )(?<!монтажный )(?<!водяной )(?<!массажный )\b(?:пистолет|револьвер)\w*\b(?! для| водян)",
            r"\b(?:патрон)(?:ы|ов)?\b(?! для)|\bбоев\w+ (?:оружи|гранат|патрон)\w*|\bогнестрельн\w+",
            r"\bкалашников\w*|\bтравмат(?:ы|ов)?\b|\b(?:ружь|винтовк|кастет)\w*",
        ),
    ),
    (
        RiskCategory.ILLEGAL,
        "похоже на незаконный товар или услугу",
        (
            r"\bобнал\w*|\bбез (?:лицензии|разрешения|осмотра)\b|\bмедкнижк\w*",
            r"\bчуж\w+ (?:имя|карт|паспорт|аккаунт)\w*",
            r"\bлев(?:ый|ые|ых) (?:чек|накладн|документ|справк)\w*",
            r"\b(?:наркот|героин|кокаин|мефедрон|амфетамин|гашиш|марихуан|каннабис|спайс[ыа]?\b)\w*",
            r"\bкуп\w+ (?:\w+ )?(?:диплом|паспорт|права)\b",
            r"\b(?:куп\w+|прода\w+|сдела\w+|помо\w+)\b.{0,20}"
            r"\b(?:диплом|паспорт|водительск\w+ прав|права\b|больничн|справк)\w*"
            r"(?:.{0,20}\bбез (?:экзамен|обучени|при[её]м)\w*|.{0,10}\bс доставкой)",
            r"\bподдельн\w+|\bкрадена?\w* (?:карт|аккаунт|телефон)\w*",
        ),
    ),
    (
        RiskCategory.SLANDER,
        "похоже на упрёк конкуренту",
        (
            r"\b(?:обман|отрав|хлам|развод|перепла[чт]ива|ворую?)\w* (?:в|у|из|от) [«\"]",
            r"[»\"] (?:обманыва|вору|вр|трав)\w+т\b|,? а мы нет\b|\bконкуренты\b",
            r"\bу конкурентов\b|\bв отличие от (?:[«\"]|других|конкурент|остальных|всех|них)",
        ),
    ),
    (
        RiskCategory.POLITICS,
        "похоже на политическую агитацию",
        (
            r"\bголосу\w+ за\b|\b(?:против|за) (?:власт|президент|правительств)\w*\b(?! трасс)",
            r"\bмитинг\w*|\bоппозиционн\w+|\b(?:лдпр|кпрф)\b|\bедин\w+ росси[юиея]\b|\bнаш кандидат\b",
            r"\bпарти[ияюей]{1,2} [«\"]|\bчлен\w* партии\b|\bспецопераци\w*|\bнет войне\b",
        ),
    ),
)
"""Category, what it looks like, and regular expressions."""
COMPILED = tuple(
    (category, question, re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE | re.DOTALL))
    for category, question, patterns in PATTERNS
)
MAX_QUOTE_CHARS = 60


def suspicions(text: str) -> tuple[Suspicion, ...]:
    """What looks doubtful in a text however it is disguised: one for each category, in the order of the table."""
    ways = readings(text)
    found = []
    for category, question, pattern in COMPILED:
        match = next((match for way in ways if (match := pattern.search(way))), None)
        if match:
            quote = " ".join(match.group().split())[:MAX_QUOTE_CHARS]
            found.append(Suspicion(category=category, quote=quote, question=question))
    return tuple(found)
