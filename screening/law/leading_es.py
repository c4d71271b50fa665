"""Leading words and turns of Spanish questions: pattern, reason, a question that shows the fault.

``True`` at the end: questions on safety may hold it."""

from typing import Final

SPANISH: Final = (
    (
        r",\s*(¿\s*)?(verdad|cierto|no|o\s+no|sí|correcto|a\s+poco\s+no)\s*\?\s*$",
        'a tag asks the person to agree', 'Le amenazaron, ¿verdad?',
    ),
    (
        r"¿\s*no\s+(fue|hubo|tiene|tenía|pidió|quiso|podía|puede|pudo|cree|le|se|había|ha|hizo"
        r"|denunció|es|era|será|sería|hay)\b",
        'a negative opening shows the answer expected', '¿No fue con la policía?',
    ),
    (
        r"\bpor\s+qué\s+no\b",
        '"why not" blames, and asks for an excuse', '¿Por qué no denunció?',
    ),
    (
        r"\bpor\s+qué\s+(se\s+quedó|esperó|tardó|regresó|volvió|dejó|permitió|firmó|mintió|siguió)\b",
        'it puts the fault on the person', '¿Por qué esperó dos años?',
    ),
    (
        r"\bpersegu\w*|\bpersec\w*",
        'it is a conclusion of law', '¿Cuándo le empezaron a perseguir?',
    ),
    (
        r"\btortur\w*",
        'it is a conclusion of law', '¿Le torturaron?',
    ),
    (
        r"\bpor\s+(ser|su|sus|causa\s+de|culpa\s+de|motivos?\s+de)\s+(raza|religi\w*|nacionalidad"
        r"|opini\w*|ideas|política|género|sexo|trabajo|color|indígena|mujer|cristian\w*|familiar)\b"
        r"|\bpor\s+ser\b",
        'it hands over the reason the law asks for', '¿Le hicieron daño por sus ideas?',
    ),
    (
        r"\b(opini\w+\s+polític\w+|grupo\s+social|motivo\s+protegido|nexo|temor\s+fundado"
        r"|miedo\s+(creíble|razonable)|reubicaci\w*|aquiescencia|reasentamiento|apoyo\s+material"
        r"|derivad\w+|imputad\w+)\b",
        'it is a term of law and shows what the law looks for', '¿Es usted de un grupo social?',
    ),
    (
        r"\b(solo|sólo|solamente|nomás|nada\s+más|únicamente|simplemente)\b",
        'it plays the matter down', '¿Nomás querían dinero?',
    ),
    (
        r"\b(todavía|aún|siguen?|seguían?|continúan?|ya\s+no)\b",
        'it takes for granted that it went on, or ended', '¿Todavía le buscan?',
    ),
    (
        r"\b(seguramente|obviamente|claro\s+que|por\s+supuesto|ha\s+de\s+haber|debió|me\s+imagino"
        r"|supongo|seguro\s+que)\b",
        'it shows what the asker thinks', 'Ha de haber sido muy feo, me imagino.',
    ),
    (
        r"\bqué\s+tan\s+(grave|mal|fuerte|feo|asustad\w*|peligros\w*|violent\w*)\b|\bcuánto\s+miedo\b",
        'it takes the harm or feeling for granted', '¿Qué tan grave fue la herida?',
    ),
    (
        r"\b(tuvo|tenía|tiene|sintió|sentía|siente)\s+(mucho\s+|mucha\s+)?(miedo|pánico|vergüenza"
        r"|terror|coraje|tristeza)\b|\bse\s+asustó\b",
        'it names the feeling', '¿Tuvo miedo de volver?',
    ),
    (
        r"\b(ilegal(es|mente)?|mojad\w+|indocumentad\w*|de\s+contrabando)\b",
        'it shames and invites denial', '¿Entró de forma ilegal?',
    ),
    (
        r"\b(aleg\w+|supuest\w+|dizque|admit\w+|confes\w+|confies\w+|pretend\w+)\b",
        'it signals disbelief', '¿Qué alega que le dijeron?',
    ),
    (
        r"\b(la\s+verdad|mentir\w*|mentiras?|mintió|honest\w+|sincer\w+)\b",
        'it accuses beforehand', '¿Me va a decir la verdad?',
    ),
    (
        r"\b(cárteles|cartel\w*|cártel|narco\w*|pandill\w+|maras?|marer\w+|sicari\w+|terrorist\w+"
        r"|delincuent\w*|criminal\w*|corrup\w+|mafia\w*|malandr\w+)\b",
        'it labels the actor before the person does', '¿Qué cártel fue?',
    ),
    (
        r"\b(víctimas?|sobrevivientes?|refugiad\w+|trata\s+de\s+personas|no\s+acompañad\w+)\b",
        'it is a label, and hints at a benefit', '¿Fue víctima de un delito?',
    ),
    (
        r"\b(le|lo|la|los|las|les)\s+(obligaron|forzaron|obligó|forzó)\b|\bcontra\s+su\s+voluntad\b",
        'it builds an excuse into the question', '¿Le obligaron a pagar?',
    ),
    (
        r"\b(ayuda|ayudará|sirve|conviene|perjudica|favorece|fortalece|debilita|ganar|perder"
        r"|califica)\b[^.?]*\b(su|el)\s+(caso|asilo)\b",
        'it says which answer pays', '¿Qué más ayuda a su caso?',
    ),
    (
        r"\b(debe|tiene\s+que|asegúrese\s+de|no\s+se\s+le\s+olvide|acuérdese\s+de)\s+(decir|contar"
        r"|mencionar)\b",
        'it is coaching', 'Debe decir que iba sin nadie.',
    ),
    (
        r"\bpeligr\w*",
        'outside the topic of safety it suggests the answer', '¿Correría peligro en Honduras?', True,
    ),
    (
        r"\b(a\s+salvo|segur[oa]s?|seguridad)\b",
        'outside the topic of safety it suggests the answer', '¿Hay un lugar donde estaría a salvo?', True,
    ),
    (
        r"\b(nadie|nada|en\s+ningún\s+lado|ninguna\s+parte)\s+(podía|puede|podría|pudo|le\s+ayud\w+"
        r"|hizo|hacía)\b",
        'it holds the answer', '¿Nadie podía ayudarle?',
    ),
    (
        r"\bno\b[^.?,:]*\b(nadie|nada|nunca|ningun[oa]s?|ningún|tampoco|jamás|sin)\b",
        'yes and no become unclear', '¿Usted no le dijo nada a nadie?',
    ),
    (
        r"\b(cuándo|dónde|quién|qué|cómo)\s+y\s+(cuándo|dónde|quién|qué|cómo|por\s+qué)\b|\by/o\b",
        'it asks two things at a time', '¿Cuándo y dónde pasó?',
    ),
    (
        r"\b(escap\w+|hu(ir|yó|ye|ía|yeron|yendo)|escond\w+|rescat\w+)\b",
        'it takes flight or hiding for granted', '¿Cuándo huyó de su pueblo?',
    ),
    (
        r"\b(blanco\s+de|en\s+la\s+mira|la\s+agarraron\s+contra|lo\s+agarraron\s+contra|señalad\w+)\b",
        'it takes for granted that the person was chosen', '¿Por qué era usted blanco de ellos?',
    ),
    (
        r"\b(se\s+negó|negarse|se\s+opuso|oponerse|resisti\w+|se\s+rebel\w+|denunci\w+|protest\w+)\b",
        'it supplies the stance', '¿Se negó a trabajar con ellos?',
    ),
    (
        r"\b(sapo|soplón|soplona|rata|traidor\w*|oreja|su\s+propiedad)\b",
        'it plants the words that show a motive', '¿Le decían soplón?',
    ),
    (
        r"\b(permit\w+\s+que|toler\w+|ignor\w+|no\s+pudieron|no\s+quisieron|vista\s+gorda"
        r"|se\s+negaron|no\s+hicieron\s+nada)\b",
        'it states the legal test about the authorities', '¿La policía no hizo... o no quisieron ayudar?',
    ),
    (
        r"\bexact\w+|\bprecis[oa]\w*",
        'it makes people guess', '¿Cuál fue la fecha exacta?',
    ),
    (
        r"\b(lo\s+peor|el\s+peor|la\s+peor|más\s+(doloros\w+|horribles?|feo|fuerte))\b",
        'it opens the deepest pain', '¿Qué fue lo peor que le hicieron?',
    ),
    (
        r"\b(viol(ó|aron|ada|ado|aci\w+|aba\w*)|abus\w+\s+sexual\w*|ultraj\w+)\b",
        'it confronts without consent', '¿La violaron?',
    ),
    (
        r"\b(gays?|lesbianas?|homosexual\w*|bisexual\w*|transgénero|trans|normal(es)?)\b",
        'it corners the person, or sets a norm', '¿Es usted gay?',
    ),
    (
        r"\b(plazos?|un\s+año|a\s+tiempo|demasiado\s+tarde|tarde|tardó|tanto\s+tiempo|se\s+esperó"
        r"|esperó)\b",
        'it shows which date counts, or blames for a delay', '¿Pidió asilo antes de un año?',
    ),
    (
        r"\bdeporta\w+",
        'it frightens and is often misunderstood', '¿Alguna vez le deportaron?',
    ),
    (
        r"(^|\.\s+|¿)\s*(entonces|así\s+que|o\s+sea\s+que)\b",
        'a summary in the words of the asker is easily agreed to', '¿Entonces fueron por usted esa noche?',
    ),
    (
        r"\b(no\s+cree\s+(usted\s+)?que|verdad\s+que|está\s+de\s+acuerdo|es\s+cierto\s+que"
        r"|diría\s+(usted\s+)?que)\b",
        'it asks for agreement', '¿No cree que le odiaban?',
    ),
    (
        r"\b(me\s+entiende|me\s+entendió|entendió\s*\?|comprende\s*\?|queda\s+claro|está\s+claro)\b",
        'it gets a polite yes', '¿Me entiende?',
    ),
)  # fmt: skip
