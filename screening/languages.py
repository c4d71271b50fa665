"""Languages people in the region speak, by ISO 639-3 code, with the names they go by in English and Spanish."""

from typing import Final

from screening.dates.reading import fold
from screening.vocabulary import Language

_TABLE: Final = """
eng English|inglés
spa Spanish|español|castellano
por Portuguese|portugués
fra French|francés
hat Haitian Creole|criollo haitiano|creole
mam Mam|mam
quc K'iche'|quiché|kiche
kek Q'eqchi'|quekchí|kekchi|qeqchi
cak Kaqchikel|cakchiquel|kaqchikel
kjb Q'anjob'al|kanjobal|qanjobal
cac Chuj|chuj
ixl Ixil|ixil
knj Akateko|akateko|acateco
jac Popti'|popti|jakalteko
acr Achi|achí
tzj Tz'utujil|tzutujil
tzo Tzotzil|tsotsil
tzh Tzeltal|tseltal
ctu Ch'ol|chol
zap Zapotec|zapoteco
tar Rarámuri|tarahumara
ntp Northern Tepehuan|tepehuán del norte
cab Garifuna|garífuna
miq Miskito|mískito
zho Chinese|chino
ara Arabic|árabe
rus Russian|ruso
"""

LANGUAGE_NAMES: Final[dict[str, tuple[str, ...]]] = {
    line[:3]: tuple(line[4:].split("|")) for line in _TABLE.strip().splitlines()
}
"""By code: the English name, the Spanish name, others."""


def language_name(code: str, language: Language) -> str:
    """What the language of a code is called; the code itself where it is not in the table."""
    names = LANGUAGE_NAMES.get(code)
    return code if names is None else names[0 if language == "en" else 1]


def languages_named(text: str) -> list[str]:
    """The codes whose name is, or else begins with, what was typed."""
    wanted = fold(text).replace("'", "")
    by_name = {
        code: [fold(name).replace("'", "") for name in (code, *names)]
        for code, names in LANGUAGE_NAMES.items()
    }
    exact = [code for code, names in by_name.items() if wanted in names]
    return exact or [
        code for code, names in by_name.items() if any(name.startswith(wanted) for name in names)
    ]
