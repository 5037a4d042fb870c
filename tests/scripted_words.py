"""A language model that answers every question of a brief with generated pictures as a good one would."""

from tools.fake_chat_server import ChatReply, ChatRequest, answer

TEXTS = {
    "headline": "Скидка 15% на первый заказ",
    "body": "До 31 декабря по промокоду ЕДА15",
    "button": "Заказать",
}
VERDICT = {"decision": "allow", "category": "none", "reason": ""}
OBJECTS = {
    "Скутер курьера с коробкой за сиденьем": "a courier scooter with a box behind the seat",
    "Пицца в открытой картонной упаковке": "a pizza in an open cardboard package",
    "Термосумка на широком ремне": "a thermal bag on a wide strap",
}
"""What the model invents for three slots, and the same in English."""


def respond(request: ChatRequest) -> ChatReply:
    """Texts, a verdict, descriptions for the slots, or one of them in our style or in English."""
    assert request.response_format is not None
    schema = request.response_format["json_schema"]["schema"]
    if "texts" in schema["properties"]:
        return answer({"texts": list(OBJECTS)})
    text = next((drawn(name, request) for name in OBJECTS if name in request.messages[1].content), "")
    return answer({name: {**TEXTS, **VERDICT, "text": text}.get(name, "") for name in schema["properties"]})


def drawn(name: str, request: ChatRequest) -> str:
    """A description as the image model wants it."""
    if request.messages[0].content.startswith("Переведи"):
        return f"Soft 3D illustration: {OBJECTS[name]}. Matte plastic. The whole object on a clean white background."
    return f"Мягкая 3D-иллюстрация: {name}. Матовый пластик. Предмет целиком в кадре, на чистом белом фоне."
