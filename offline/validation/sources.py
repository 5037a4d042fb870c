"""What draws the pictures that are compared: image servers under names of our own."""

from typing import Annotated

from pydantic import AnyHttpUrl, Field, TypeAdapter, ValidationError

from adbanner.errors import ConfigError, InvalidRequest
from adbanner.frozen import Frozen
from adbanner.settings import ImageGenerationSettings
from offline.validation.drawings import SourceName

NO_ADAPTER = "base"
"""Stands for the configured servers without their adapter in ``NAME=base``."""
BY_NAME = "lora:"
"""Begins the name of an adapter of the configured servers in ``NAME=lora:ADAPTER``."""
URL = TypeAdapter(AnyHttpUrl)
NAME: TypeAdapter[str] = TypeAdapter(SourceName)


class PictureSource(Frozen):
    """One of the things that are compared."""

    name: SourceName
    urls: Annotated[tuple[str, ...], Field(min_length=1)]
    """Image servers that draw it, without a trailing slash."""
    adapter: str | None = None
    """The adapter that is asked for by name; empty for the base model, None for what the server has on."""


def read_source(text: str, settings: ImageGenerationSettings) -> PictureSource:
    """The source of an option ``NAME=WHERE``.

    Args:
        text: ``WHERE`` is ``lora:<adapter>`` for an adapter of the configured servers by its name there, ``base`` for
            the same servers without any, or the URL of a server that has one adapter on.
        settings: The configured servers.

    Raises:
        InvalidRequest: It is none of these.
        ConfigError: The base model is asked for, and no server is configured.
    """
    name, sign, where = text.partition("=")
    try:
        name = NAME.validate_python(name.strip())
    except ValidationError as error:
        raise InvalidRequest(f"--adapter {text}: a name has letters, digits, '.', '_' and '-' only.") from error
    where = where.strip()
    if not sign or not where:
        raise InvalidRequest(f"--adapter {text}: expected NAME={BY_NAME}ADAPTER, NAME={NO_ADAPTER} or NAME=URL.")
    if where != NO_ADAPTER and not where.startswith(BY_NAME):
        try:
            return PictureSource(name=name, urls=(str(URL.validate_python(where)).rstrip("/"),))
        except ValidationError as error:
            raise InvalidRequest(
                f"--adapter {text}: {where} is no http address; an adapter of the configured servers is "
                f"{name}={BY_NAME}ADAPTER, the base model {name}={NO_ADAPTER}."
            ) from error
    if not settings.replicas:
        raise ConfigError(f"--adapter {text} needs an image server: set ADBANNER_IMAGE_GENERATION__BASE_URL.")
    adapter = "" if where == NO_ADAPTER else where.removeprefix(BY_NAME)
    return PictureSource(name=name, urls=settings.replicas, adapter=adapter)


def read_sources(texts: list[str], settings: ImageGenerationSettings) -> tuple[PictureSource, ...]:
    """The sources of all options; see ``read_source``.

    Raises:
        InvalidRequest: Fewer than two, or two of one name.
        ConfigError: See ``read_source``.
    """
    sources = tuple(read_source(text, settings) for text in texts)
    if len(sources) < 2:
        raise InvalidRequest("Give at least two --adapter NAME=WHERE: one cannot be compared with nothing.")
    names = [source.name for source in sources]
    # File systems that ignore case would put both into one folder.
    if len({name.lower() for name in names}) < len(names):
        raise InvalidRequest(f"Two --adapter have the same name: {', '.join(names)}.")
    targets = [(source.urls, source.adapter) for source in sources]
    if len(set(targets)) < len(targets):
        raise InvalidRequest("Two --adapter name the same server and adapter: their pictures would be equal.")
    return sources
