"""The colourways in which every object of the bank can be rendered."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Colourway:
    """Five colours that go together, and the words for the first of them."""

    id: str
    primary: str
    secondary: str
    """A pale relative of the primary."""
    accent: str
    """A warm or opposite colour for small parts."""
    light: str
    """Nearly white."""
    dark: str
    """Nearly black."""
    ru: tuple[str, str, str, str]
    """Russian adjective for the primary: masculine, feminine, neuter, plural."""
    en: str


_ALL = (
    Colourway(
        id="blue", primary="#2563EB", secondary="#93BBFF", accent="#FFB51F", light="#F4F7FF", dark="#17264D",
        ru=("синий", "синяя", "синее", "синие"), en="blue",
    ),
    Colourway(
        id="yellow", primary="#FFC21A", secondary="#FFE08A", accent="#2D6BF0", light="#FFFBF0", dark="#2B2A33",
        ru=("жёлтый", "жёлтая", "жёлтое", "жёлтые"), en="yellow",
    ),
    Colourway(
        id="green", primary="#1FA45B", secondary="#9BE3B4", accent="#FFB51F", light="#F3FBF5", dark="#143B2A",
        ru=("зелёный", "зелёная", "зелёное", "зелёные"), en="green",
    ),
    Colourway(
        id="red", primary="#EB3B3B", secondary="#FFB3A8", accent="#FFC21A", light="#FFF6F4", dark="#4A1620",
        ru=("красный", "красная", "красное", "красные"), en="red",
    ),
    Colourway(
        id="violet", primary="#7A4DF3", secondary="#CDBBFF", accent="#FF9F1C", light="#F8F5FF", dark="#2A1C5A",
        ru=("фиолетовый", "фиолетовая", "фиолетовое", "фиолетовые"), en="violet",
    ),
    Colourway(
        id="orange", primary="#FF7A1A", secondary="#FFC999", accent="#2563EB", light="#FFF8F1", dark="#4A2410",
        ru=("оранжевый", "оранжевая", "оранжевое", "оранжевые"), en="orange",
    ),
    Colourway(
        id="teal", primary="#12A5A8", secondary="#9BE2E1", accent="#FF7A59", light="#F1FBFB", dark="#0E3A44",
        ru=("бирюзовый", "бирюзовая", "бирюзовое", "бирюзовые"), en="teal",
    ),
    Colourway(
        id="pink", primary="#F25C93", secondary="#FFC3D8", accent="#FFC21A", light="#FFF5F9", dark="#561B3A",
        ru=("розовый", "розовая", "розовое", "розовые"), en="pink",
    ),
)  # fmt: skip

COLOURWAYS: dict[str, Colourway] = {colourway.id: colourway for colourway in _ALL}
