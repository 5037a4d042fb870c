"""What a marketer reads when a service lets a run down: who it was and what to do, in Russian, without addresses."""

from enum import StrEnum


class Service(StrEnum):
    """Services as people call them."""

    LLM = "Языковая модель"
    IMAGES = "Сервер картинок"
    CUTOUT = "Сервер, который убирает фон,"
    EMBEDDINGS = "Сервер, который подбирает картинки,"
    QDRANT = "Хранилище картинок банка"
    POSTGRES = "База данных"
    OTHER = "Сервер"


class Trouble(StrEnum):
    """What goes wrong and what to do about it; in the present tense, so that it goes with every service."""

    DOWN = "не отвечает. Повторите позже, а если не поможет, передайте администратору."
    SLOW = "отвечает слишком долго. Повторите позже, а если не поможет, передайте администратору."
    BUSY = "сейчас не может ответить. Повторите через несколько минут."
    BREAKS_OFF = "обрывает ответ. Повторите, а если не поможет, передайте администратору."
    MISCONFIGURED = "не принимает ключ, адрес или имя модели из настроек. Передайте администратору."
    REFUSES = "не принимает такой запрос. Измените бриф, а если не поможет, передайте администратору."
    WILL_NOT = "отказывается отвечать. Проверьте, нет ли в оффере лишнего."
    MUDDLES = "отвечает не по форме. Повторите, а если не поможет, передайте администратору."
    HAS_NO_ROOM = "не успевает ответить: в настройках мало места для ответа. Передайте администратору."


SERVICES = {
    "ADBANNER_LLM": Service.LLM,
    "ADBANNER_IMAGE_GENERATION": Service.IMAGES,
    "ADBANNER_CUTOUT": Service.CUTOUT,
    "ADBANNER_EMBEDDINGS": Service.EMBEDDINGS,
    "ADBANNER_QDRANT": Service.QDRANT,
}
"""By the beginning of the names of their settings."""


def told(service: Service, trouble: Trouble) -> str:
    """One or two sentences for whoever waits for banners."""
    return f"{service} {trouble}"


def in_sentence(words: str) -> str:
    """Words as they follow a colon."""
    return words[:1].lower() + words[1:]
