"""What a text may be stopped for."""

from enum import StrEnum


class RiskCategory(StrEnum):
    """What a text was stopped for."""

    NONE = "none"
    TOO_LONG = "too_long"
    CONTROL_CHARACTERS = "control_characters"
    HIDDEN_CHARACTERS = "hidden_characters"
    RIGHT_TO_LEFT = "right_to_left"
    MARKUP = "markup"
    TEMPLATE_TOKENS = "template_tokens"
    PROFANITY = "profanity"
    INJECTION = "injection"
    PROMPT_LEAK = "prompt_leak"
    """A finished text repeats the instructions of a model."""
    HATE = "hate"
    ADULT = "adult"
    VIOLENCE = "violence"
    ILLEGAL = "illegal"
    RESTRICTED_GOODS = "restricted_goods"
    MEDICAL = "medical"
    INCOME = "income"
    SLANDER = "slander"
    POLITICS = "politics"
    SUPERLATIVE = "superlative"
    OTHER = "other"


MENDABLE = (
    RiskCategory.TOO_LONG,
    RiskCategory.CONTROL_CHARACTERS,
    RiskCategory.HIDDEN_CHARACTERS,
    RiskCategory.RIGHT_TO_LEFT,
    RiskCategory.MARKUP,
)
"""Faults of form: an honest author mends them, nobody is accused of anything."""
MENDING = {
    RiskCategory.PROFANITY: "Перепишите без бранных слов.",
    RiskCategory.INJECTION: "Оставьте в тексте только то, что предлагаете покупателю.",
    RiskCategory.HATE: "Перепишите так, чтобы предложение никого не унижало.",
    RiskCategory.ADULT: "Уберите сексуальный подтекст.",
    RiskCategory.VIOLENCE: "Уберите насилие и оружие.",
    RiskCategory.ILLEGAL: "Уберите это предложение: такое не рекламируют.",
    RiskCategory.RESTRICTED_GOODS: "Уберите товар: его реклама запрещена или ограничена законом.",
    RiskCategory.MEDICAL: "Расскажите об услуге без обещания вылечить.",
    RiskCategory.INCOME: "Уберите обещание дохода и назовите ставку, срок и условия.",
    RiskCategory.SLANDER: "Уберите чужие имена и сравнения и расскажите о своём предложении.",
    RiskCategory.POLITICS: "Уберите политику из рекламы.",
    RiskCategory.SUPERLATIVE: "Замените оценку фактом или укажите исследование, которое её подтверждает.",
}
"""What the marketer should do about a text of a category."""
