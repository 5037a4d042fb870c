"""What can be wrong with a picture, in the words of the report, and where each method comes from."""

from enum import StrEnum

from adbanner.frozen import Frozen


class Kind(StrEnum):
    """A kind of finding; the values stand in ``decisions.csv``."""

    UNREADABLE = "unreadable"
    TEXT = "text"
    CURRENCY = "currency"
    LOGO = "logo"
    CLUTTER = "clutter"
    BLUR = "blur"
    NOISE = "noise"
    TINY = "tiny"
    CUT_OFF = "cut_off"
    GROUND = "ground"
    DUPLICATE = "duplicate"


class Method(Frozen):
    """How a kind is found, for people who want to know why."""

    title: str
    source: str
    """Paper or library."""


METHODS: dict[Kind, Method] = {
    Kind.UNREADABLE: Method(title="Не читается", source="Pillow: заголовок и полное декодирование файла"),
    Kind.TEXT: Method(
        title="Текст",
        source="ряды областей (Matas и др., 2002) с ровной толщиной штриха (Epshtein и др., 2010), прочитанные "
        "Tesseract 5 (Smith, 2007); без него — только форма",
    ),
    Kind.CURRENCY: Method(
        title="Знак валюты",
        source="сопоставление областей с шаблонами знаков ₽ $ € £ ¥ (нормированная корреляция, шрифты OpenCV)",
    ),
    Kind.LOGO: Method(
        title="Логотип",
        source="SIFT и отношение расстояний (Lowe, 2004), общее положение по RANSAC (Fischler, Bolles, 1981), OpenCV",
    ),
    Kind.CLUTTER: Method(
        title="Сложно описать",
        source="связные области маски объекта; энтропия цвета (Shannon, 1948) и доля контуров (Canny, 1986), OpenCV",
    ),
    Kind.BLUR: Method(title="Размыто", source="дисперсия лапласиана (Pech-Pacheco и др., 2000), OpenCV"),
    Kind.NOISE: Method(title="Шум", source="оценка шума по разности лапласианов (Immerkær, 1996)"),
    Kind.TINY: Method(title="Мелко", source="рамка объекта по альфа-каналу или фону"),
    Kind.CUT_OFF: Method(title="Обрезано краем", source="касание маски объекта и края картинки"),
    Kind.GROUND: Method(title="Фон не белый", source="медиана самого тёмного канала по краю картинки"),
    Kind.DUPLICATE: Method(
        title="Почти дубликат",
        source="перцептивный хеш pHash (Zauner, 2010), SSIM (Wang и др., 2004) и расстояние цветов в OKLab "
        "(Ottosson, 2020)",
    ),
}


class Spot(Frozen):
    """Where something was found, in shares of the picture's width and height."""

    left: float
    top: float
    width: float
    height: float


class Finding(Frozen):
    """One thing that a person should look at."""

    kind: Kind
    score: float
    threshold: float
    more_is_worse: bool = True
    """Whether scores from the threshold upwards are findings; else those below it."""
    detail: str
    """What was found, in Russian: it stands in the report."""
    spots: tuple[Spot, ...] = ()
