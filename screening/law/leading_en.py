"""Leading words and turns of English questions: pattern, reason, a question that shows the fault.

``True`` at the end: questions on safety may hold it."""

from typing import Final

ENGLISH: Final = (
    (
        r",\s*(right|correct|yes|no|ok|okay)\s*\?\s*$|\b(isn't|wasn't|aren't|weren't|didn't|don't"
        r"|doesn't|couldn't|wouldn't|haven't|hasn't|won't)\s+(it|he|she|they|you|that"
        r"|there)\s*\?\s*$",
        'a tag asks the person to agree', 'They threatened you, right?',
    ),
    (
        r"(^|[.?!]\s+)(didn't|don't|doesn't|isn't|aren't|wasn't|weren't|couldn't|can't|won't"
        r"|wouldn't|haven't|hasn't)\b",
        'a negative opening shows the answer expected', "Didn't you go to the police?",
    ),
    (
        r"\bwhy\s+(didn't|did\s+you\s+not|don't|haven't|hadn't|couldn't|wouldn't|won't|weren't)\b",
        '"why not" blames, and asks for an excuse', "Why didn't you report it?",
    ),
    (
        r"\bwhy\s+(did|do|have|had)\s+you\s+(stay|wait|go\s+back|return|let|keep|sign|lie|delay|take)\b",
        'it puts the fault on the person', 'Why did you wait two years?',
    ),
    (
        r"\bpersecut\w*",
        'it is a conclusion of law', 'When did they first persecute you?',
    ),
    (
        r"\btortur\w*",
        'it is a conclusion of law', 'Were you tortured?',
    ),
    (
        r"\bbecause\s+(of\s+)?(your|his|her|their|you\s+are|you\s+were)\b",
        'it hands over the reason the law asks for', 'Did they hurt you because of your political opinion?',
    ),
    (
        r"\b(political\s+opinion|social\s+group|protected\s+ground|nexus|well-founded"
        r"|credible\s+fear|reasonable\s+fear|relocat\w*|acquiesc\w*|firm\s+resettlement"
        r"|material\s+support|derivative)\b",
        'it is a term of law and shows what the law looks for', 'Do you belong to a social group?',
    ),
    (
        r"\b(only|just|merely|simply)\b",
        'it plays the matter down', 'Did they only want money?',
    ),
    (
        r"\b(still|no\s+longer)\b",
        'it takes for granted that it went on, or ended', 'Are they still looking for you?',
    ),
    (
        r"\b(surely|obviously|clearly|of\s+course|certainly|must\s+have|you\s+must|I\s+imagine"
        r"|I\s+suppose|I\s+assume)\b",
        'it shows what the asker thinks', 'You must have felt terrible then?',
    ),
    (
        r"\bhow\s+(badly|bad|scared|afraid|frightened|terrified|severe|severely|serious|seriously"
        r"|dangerous|violent|cruel)\b",
        'it takes the harm or feeling for granted', 'How badly were you hurt?',
    ),
    (
        r"\b(were|are|did|do)\s+you\s+(feel\s+)?(scared|afraid|terrified|frightened|ashamed|angry"
        r"|sad|desperate)\b",
        'it names the feeling', 'Were you scared to go home?',
    ),
    (
        r"\b(illegals?|illegally|aliens?|unlawful(ly)?)\b",
        'it shames and invites denial', 'Did you cross illegally?',
    ),
    (
        r"\b(claim(s|ed)?|alleg\w*|supposed(ly)?|admit\w*|confess\w*|pretend\w*)\b",
        'it signals disbelief', 'What do you claim they said?',
    ),
    (
        r"\b(honest(ly)?|truthful(ly)?|to\s+tell\s+the\s+truth|lie|lies|lied|lying)\b",
        'it accuses beforehand', 'Will you tell it honestly?',
    ),
    (
        r"\b(cartel|gang|terrorist|criminal|thug|corrupt\w*|mafia)s?\b",
        'it labels the actor before the person does', 'Which cartel did this?',
    ),
    (
        r"\b(victims?|survivors?|refugees?|traffick\w*|unaccompanied)\b",
        'it is a label, and hints at a benefit', 'Were you a victim of a crime?',
    ),
    (
        r"\b(forced|coerced|compelled)\s+(you\s+)?to\b|\bagainst\s+your\s+will\b",
        'it builds an excuse into the question', 'Were you forced to pay them?',
    ),
    (
        r"\b(help|helps|helpful|good|bad|better|worse|strong|weak|hurt|win|lose|qualify"
        r"|eligible)\b[^.?]*\b(for|to|of|in)?\s*(the|your)\s+(case|claim|asylum)",
        'it says which answer pays', 'What else would help your case?',
    ),
    (
        r"\b(you\s+should|make\s+sure\s+to|be\s+sure\s+to|don't\s+forget\s+to|remember\s+to)\s+(say"
        r"|tell\s+them|mention)\b",
        'it is coaching', 'You should say that you were alone.',
    ),
    (
        r"\b(danger\w*|unsafe|at\s+risk)\b",
        'outside the topic of safety it suggests the answer', 'Would you be in danger in Honduras?', True,
    ),
    (
        r"\bsafe(ly|ty)?\b",
        'outside the topic of safety it suggests the answer', 'Is there a place where you would be safe?', True,
    ),
    (
        r"\b(no\s+one|nobody|nowhere|nothing)\s+(could|can|would|will|did|was|is)\b",
        'it holds the answer', 'Is it true that nobody would help you?',
    ),
    (
        r"\b(not|never|n't|nobody|nothing|nowhere)\b[^.?,:]*\b(no|none|nothing|nobody|nowhere|never"
        r"|unable|unless|without)\b",
        'yes and no become unclear', 'Could you not go anywhere without them seeing you, not even to no shop?',
    ),
    (
        r"\b(when|where|who|what|why|how)\s+and\s+(when|where|who|what|why|how)\b|\band/or\b",
        'it asks two things at a time', 'When and where did it happen?',
    ),
    (
        r"\b(escap\w*|flee|fled|fleeing|hid|hide|hiding|rescued?)\b",
        'it takes flight or hiding for granted', 'When did you flee your town?',
    ),
    (
        r"\b(target\w*|singl\w+\s+(you\s+)?out|pick\w*\s+on\s+you)\b",
        'it takes for granted that the person was chosen', 'Why did they target you?',
    ),
    (
        r"\b(refus\w*|resist\w*|oppos\w*|stood\s+up|denounc\w*|speak\s+out|spoke\s+out|protest\w*)\b",
        'it supplies the stance', 'Did you refuse to join them?',
    ),
    (
        r"\b(traitor|snitch|informer|spy|his\s+property)\b",
        'it plants the words that show a motive', 'Did they call you a snitch?',
    ),
    (
        r"\b(unable|unwilling|allow(ed|s)?|tolerat\w*|condon\w*|ignor\w*|refused?\s+to\s+help"
        r"|do(es)?\s+nothing)\b",
        'it states the legal test about the authorities', 'Did the police ignore you?',
    ),
    (
        r"\b(exact|exactly|precise|precisely)\b",
        'it makes people guess', 'What was the exact date?',
    ),
    (
        r"\b(worst|scariest|most\s+(painful|horrible|terrible))\b",
        'it opens the deepest pain', 'What was the worst thing they did?',
    ),
    (
        r"\b(rap(e|ed|ist)|molest\w*|sexual(ly)?\s+(assault\w*|abus\w*))\b",
        'it confronts without consent', 'Were you raped?',
    ),
    (
        r"\b(gay|lesbian|homosexual|bisexual|transgender|normal)\b",
        'it corners the person, or sets a norm', 'Are you gay?',
    ),
    (
        r"\b(deadline|one\s+year|on\s+time|in\s+time|too\s+late|late|so\s+long|wait(ed|ing)?)\b",
        'it shows which date counts, or blames for a delay', 'Did you apply within one year?',
    ),
    (
        r"\bdeport\w*",
        'it frightens and is often misunderstood', 'Were you ever deported?',
    ),
    (
        r"(^|\.\s+)so[, ]+(you|they|he|she|it)\b",
        'a summary in the words of the asker is easily agreed to', 'So they came for you that night?',
    ),
    (
        r"\b(would\s+you\s+say|don't\s+you\s+think|do\s+you\s+agree\s+that|isn't\s+it\s+true"
        r"|is\s+it\s+true|is\s+it\s+not)\b",
        'it asks for agreement', 'Would you say they hated you?',
    ),
    (
        r"\b(do|did)\s+you\s+understand\s*\?|\bis\s+that\s+clear\b",
        'it gets a polite yes', 'Did you understand?',
    ),
)  # fmt: skip
