"""The studio's pages that are not Chainlit's."""

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from adbanner.settings import PROJECT_ROOT


def rendered(name: str, **shown: object) -> str:
    """A page of ``app/studio/templates`` as HTML; every word that is shown on it is escaped."""
    return _templates().get_template(name).render(**shown)


@cache
def _templates() -> Environment:
    folder = PROJECT_ROOT / "app" / "studio" / "templates"
    return Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined)
