"""The words read out before the first question: who asks, what for, and what happens with the answers.

The office puts in what stands in brackets: names, how long it takes, its own limits of confidence.
"""

from collections.abc import Iterator
from typing import Final

from screening.interview.planner import CONSENT
from screening.interview.prompts import Prompter
from screening.interview.session import Session
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


def opening_words(session: Session, prompter: Prompter) -> Iterator[tuple[SafeText, ...]]:
    """What to read out now, part by part, in each language shown; nothing once consent was asked for."""
    asked_for = session.planner.value_step(CONSENT[0])
    if asked_for is None or session.record.has(CONSENT[0]):
        return
    for part in (OPENING, CONFIDENTIALITY):
        for language in prompter.shown_languages:
            yield tuple(safe(text) for text in part[language])
