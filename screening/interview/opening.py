"""The words read out before the first question and after the last: who asks, what for, what happens next.

The office puts in what stands in brackets: names, how long it takes, its own limits of confidence.
"""

from collections.abc import Iterator
from typing import Final

from screening.interview.planner import CONSENT
from screening.interview.prompts import Prompter
from screening.interview.session import Session
from screening.interview.wording import spoken
from screening.safe_text import SafeText, safe
from screening.vocabulary import Language

OPENING: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "Thank you for coming. My name is [name]. I am a volunteer with [office]. I am not a lawyer and I do not "
        "work for the government.",
        "I have a list of questions. I will write down what you tell me. Then a lawyer here will read it and talk "
        "with you.",
        "I cannot say if you will get asylum. No one can promise that.",
        "You are in charge of this talk. You can skip a question, leave it for later, take a break or stop. You do "
        "not have to say why. It does not count against you.",
        "Please tell things as you remember them. Do not guess to fill a gap. “I do not know” and “I do not "
        "remember” are fine. You do not need to make anything sound better or worse.",
        "If a word is not clear, tell me, and I will say it in another way. If I get something wrong, please correct "
        "me.",
        "We will be here for about [time]. The toilet, water and the door are there.",
    ),
    "es": (
        "Gracias por venir. Me llamo [nombre]. Soy voluntario o voluntaria de [oficina]. No soy abogado ni abogada y "
        "no trabajo para el gobierno.",
        "Tengo una lista de preguntas. Voy a escribir lo que me cuente. Luego el equipo legal de aquí lo lee y habla "
        "con usted.",
        "Yo no puedo decirle si le van a dar asilo. Nadie se lo puede prometer.",
        "Usted manda en esta plática. Puede saltar una pregunta, dejarla para después, descansar o parar. No tiene "
        "que decir por qué. Eso no cuenta en su contra.",
        "Cuente las cosas como las recuerda. No adivine para llenar un hueco. «No sé» y «no me acuerdo» están bien. "
        "No hace falta que nada suene mejor ni peor.",
        "Si no le queda clara una palabra, dígame y la digo de otro modo. Si yo entiendo mal, corríjame por favor.",
        "Vamos a estar aquí como [tiempo]. Allá están el baño, el agua y la puerta.",
    ),
}
CONFIDENTIALITY: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "What you say here is private. We keep it in a locked file. The legal team can read it.",
        "We do not give it to immigration, to the police, to your country or to your family.",
        "There are a few limits. [The limits of this office, in the words its supervisor approved.]",
        "If we use an interpreter, that person has to keep it private too.",
        "Please do not tell others what we ask here. Do not send photos of these papers by phone.",
        "You may ask at any time to see your file, to fix it, or to have it erased.",
    ),
    "es": (
        "Lo que diga aquí es privado. Lo guardamos en un archivo con clave. Lo puede leer el equipo legal.",
        "No se lo damos a migración, ni a la policía, ni a su país, ni a su familia.",
        "Hay pocos límites. [Los límites de esta oficina, con las palabras que aprobó la persona supervisora.]",
        "Si hay intérprete, esa persona también tiene que guardarlo en privado.",
        "Por favor no le cuente a otros lo que aquí se pregunta. No mande fotos de estos papeles por celular.",
        "Usted puede pedir cuando quiera ver su archivo, corregirlo o borrarlo.",
    ),
}
CLOSING: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        "A lawyer will read this. You do not need to tell it again today. You will hear from us by [date]. This talk "
        "does not start a court case and does not send any form.",
        "Keep every date of the court or of immigration, even before you hear from us. If you get a new paper or move "
        "house, tell us that day.",
        "Do not throw away papers, phones or messages. Do not ask anyone back home for papers until the lawyer says it "
        "is safe.",
        "Do not sign papers that you do not understand. Do not pay anyone who promises a result.",
        "After a talk like this you may sleep badly or feel low for some days. That is common. Eat, rest, and be with "
        "someone you trust. You can call these numbers: [numbers].",
        "What questions do you have for me?",
    ),
    "es": (
        "El equipo legal lo va a leer. Hoy no tiene que contarlo otra vez. Le avisamos antes del [fecha]. Esta "
        "plática no abre un caso en la corte ni manda ninguna forma.",
        "Cumpla todas las fechas de la corte o de migración, aunque no sepa de nosotros. Si le llega un papel o se "
        "cambia de casa, avísenos ese día.",
        "No tire papeles, celulares ni mensajes. No pida papeles a nadie de su país hasta que el equipo legal diga que "
        "es seguro.",
        "No firme papeles que no entienda. No le pague a nadie que le prometa un resultado.",
        "Después de una plática así se puede dormir mal o sentir tristeza unos días. Es común. Descanse y esté con "
        "alguien de confianza. Puede llamar a estos números: [números].",
        "¿Qué me quiere preguntar?",
    ),
}


def closing_words(prompter: Prompter, *, finished: bool) -> Iterator[tuple[SafeText, ...]]:
    """What to read out at the end, whether all was asked or the talk stops here, in each language shown."""
    for language in reversed(prompter.shown_languages):
        first = spoken(language, "end" if finished else "stopped.say")
        yield tuple(safe(text) for text in (first, *CLOSING[language]))


def opening_words(session: Session, prompter: Prompter) -> Iterator[tuple[SafeText, ...]]:
    """What to read out now, part by part, in each language shown; nothing once consent was asked for."""
    asked_for = session.planner.value_step(CONSENT[0])
    if asked_for is None or session.record.has(CONSENT[0]):
        return
    for part in (OPENING, CONFIDENTIALITY):
        for language in prompter.shown_languages:
            yield tuple(safe(text) for text in part[language])
