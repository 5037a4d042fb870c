"""A kit with a wrong policy is refused with the line and what to do."""

import shutil
from pathlib import Path

import pytest

from adbanner.brand_kit import BrandKit, PolicyAction
from adbanner.brand_kit_files import load_brand_kit
from adbanner.errors import BrandKitError
from adbanner.settings import PROJECT_ROOT

DEMO = PROJECT_ROOT / "brand_kits" / "demo"


def with_policy(folder: Path, **changes: str) -> Path:
    """A copy of the demo kit with one more policy."""
    values = {
        "id": "novelty",
        "title": "Новинки",
        "lemmas": "[новинка]",
        "action": "review",
        "reason": "Так решил бренд.",
        "mend": "Уберите слово.",
        **changes,
    }
    lines = [f"{key}: {value}" for key, value in values.items() if value]
    kit = Path(shutil.copytree(DEMO, folder / "kit"))
    with (kit / "brand.yaml").open("a", encoding="utf-8") as file:
        file.write("\n  - " + "\n    ".join(lines) + "\n")
    return kit


def test_policies_apply_to_their_categories(demo_kit: BrandKit) -> None:
    delivery = {policy.id for policy in demo_kit.policies_for(demo_kit.product("delivery"))}
    credit = {policy.id for policy in demo_kit.policies_for(demo_kit.product("credit_card"))}
    assert "tobacco_sale" in delivery - credit
    assert "certain_approval" in credit - delivery
    assert "superlative" in delivery & credit


def test_a_kit_may_add_a_policy_of_its_own(tmp_path: Path) -> None:
    kit = load_brand_kit(with_policy(tmp_path, categories="[delivery]"))
    (novelty,) = (policy for policy in kit.policies if policy.id == "novelty")
    assert (novelty.action, novelty.lemmas) == (PolicyAction.REVIEW, ("новинка",))


def test_a_kit_needs_no_policies(tmp_path: Path) -> None:
    kit = Path(shutil.copytree(DEMO, tmp_path / "kit"))
    path = kit / "brand.yaml"
    path.write_text(path.read_text(encoding="utf-8").partition("policies:")[0], encoding="utf-8")
    assert load_brand_kit(kit).policies == ()


@pytest.mark.parametrize(
    ("changes", "field", "problem"),
    [
        ({"id": "superlative"}, "id", "earlier policy"),
        ({"categories": "[credits]"}, "categories[0]", "no category of this kit; there are bank_cards"),
        ({"lemmas": ""}, "id", "looks for nothing"),
        ({"lemmas": "[Новинка сезона]"}, "lemmas[0]", "lower case"),
        ({"patterns": "['нов(инка']"}, "patterns[0]", "not a regular expression"),
        ({"exceptions": "['x*']"}, "exceptions[0]", "found even in an empty text"),
        ({"prints": "'Стоимость {cost}'"}, "prints", "only place that can be filled in is {full_cost}"),
        ({"action": "warn"}, "action", "'block' or 'review'"),
        ({"mend": "''"}, "mend", "at least 1 character"),
        ({"lemma": "[новинка]"}, "lemma", "unknown key"),
    ],
)
def test_a_wrong_policy_is_refused_with_its_place(
    tmp_path: Path, changes: dict[str, str], field: str, problem: str
) -> None:
    with pytest.raises(BrandKitError, match=problem.replace("[", r"\[")) as caught:
        load_brand_kit(with_policy(tmp_path, **changes))
    assert caught.value.field.startswith("policies[")
    assert caught.value.field.endswith(f"].{field}")
    text = (tmp_path / "kit" / "brand.yaml").read_text(encoding="utf-8")
    assert caught.value.line is not None
    assert caught.value.line > text[: text.index("Новинки")].count("\n") - 2
