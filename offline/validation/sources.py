"""What draws the pictures that are compared: image servers under names of our own."""

from typing import Annotated

from pydantic import AnyHttpUrl, Field, TypeAdapter, ValidationError

from adbanner.errors import ConfigError, InvalidRequest
from adbanner.frozen import Frozen
from adbanner.settings import ImageGenerationSettings
from offline.validation.drawings import SourceName

NO_ADAPTER = "base"
"""Stands for the configured servers without their adapter in ``NAME=base``."""
URL = TypeAdapter(AnyHttpUrl)
NAME: TypeAdapter[str] = TypeAdapter(SourceName)


class PictureSource(Frozen):
    """One of the things that are compared."""

    name: SourceName
    urls: Annotated[tuple[str, ...], Field(min_length=1)]
    """Image servers that draw it, without a trailing slash."""
    without_adapter: bool = False
    """Asked for pictures of the base model, at adapter strength 0."""


def read_source(text: str, settings: ImageGenerationSettings) -> PictureSource:
    """The source of an option ``NAME=WHERE``.

    Args:
        text: ``WHERE`` is the URL of a server that has the adapter loaded, or ``base`` for the configured servers
            without theirs.
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
        raise InvalidRequest(f"--adapter {text}: expected NAME=URL or NAME={NO_ADAPTER}.")
    if where != NO_ADAPTER:
        try:
            return PictureSource(name=name, urls=(str(URL.validate_python(where)).rstrip("/"),))
        except ValidationError as error:
            raise InvalidRequest(
                f"--adapter {text}: {where} is no http address; the base model is {name}={NO_ADAPTER}."
            ) from error
    if not settings.replicas:
        raise ConfigError(f"--adapter {text} needs an image server: set ADBANNER_IMAGE_GENERATION__BASE_URL.")
    return PictureSource(name=name, urls=settings.replicas, without_adapter=True)


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
    targets = [(source.urls, source.without_adapter) for source in sources]
    if len(set(targets)) < len(targets):
        raise InvalidRequest("Two --adapter name the same server and adapter: their pictures would be equal.")
    return sources
