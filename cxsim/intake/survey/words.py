"""What a survey's case and its SOURCES.md say, in both languages."""

from typing import Any

LABELS = {
    "visit": {"en": "Visit", "es": "Visita"},
    "others": {"en": "Others", "es": "Otros"},
    "everybody": {"en": "Everybody", "es": "Todos"},
    "delighted": {"en": "Delighted", "es": "Encantados"},
    "content": {"en": "Content", "es": "Contentos"},
    "lukewarm": {"en": "Lukewarm", "es": "Tibios"},
    "critical": {"en": "Critical", "es": "Críticos"},
    "counts_": {"en": "Experience", "es": "Experiencia"},
    "counts_main": {"en": "What counts most", "es": "Lo que más cuenta"},
    "counts_middle": {"en": "What counts", "es": "Lo que cuenta"},
    "counts_minor": {"en": "What counts least", "es": "Lo que menos cuenta"},
    "redesign": {"en": "Better: {touchpoint}", "es": "Mejor: {touchpoint}"},
    "redesign_about": {
        "en": "The touchpoint that costs most recommendation, lifted. Size and cost are assumed: "
        "put yours.",
        "es": "El punto de contacto que más recomendación cuesta, mejorado. Tamaño y costo son "
        "supuestos: ponga los suyos.",
    },
    "lever_better": {"en": "Half a point better rated", "es": "Medio punto mejor calificado"},
    "lever_failures": {"en": "Half the low ratings", "es": "La mitad de calificaciones bajas"},
    "case": {"en": "Survey {name}", "es": "Encuesta {name}"},
    "case_about": {
        "en": "Experience and recommendation as {count} respondents rated them; what binds them to "
        "the firm, and money, are assumed.",
        "es": "Experiencia y recomendación según {count} encuestados; lo que los une a la empresa "
        "y el dinero se suponen.",
    },
}

SPANISH = {
    "none": "ninguna",
    "rows that could not be read": "filas que no se pudieron leer",
    "rows with another number of fields": "filas con otro número de campos",
    "rows without an answer to the recommendation": "filas sin respuesta a la recomendación",
    "rows without any rating": "filas sin ninguna calificación",
    "rows with weight 0": "filas con peso 0",
    "Answers are not weighted.": "Las respuestas no se ponderan.",
    "Every mean, share and fit is weighted by the column `{column}`; so weighted, the {used} "
    "respondents are worth {worth} (Kish 1965). Numbers of respondents are counted.": (
        "Toda media, proporción y ajuste se pondera con la columna `{column}`; así ponderados, los "
        "{used} encuestados valen por {worth} (Kish 1965). Los números de encuestados se cuentan."
    ),
    "touchpoint": "punto de contacto",
    "rated by": "calificado por",
    "mean": "media",
    "rated low": "calificación baja",
    "counts": "peso",
    "a point more adds": "un punto más suma",
    "lost here": "se pierde aquí",
    "archetype": "arquetipo",
    "share": "proporción",
    "respondents": "encuestados",
    "survey": "encuesta",
    "simulated": "simulado",
    "classes": "clases",
    "BIC": "BIC",
    "smallest class": "clase más pequeña",
    "two halves agree": "dos mitades coinciden",
    "overall rating": "calificación general",
    "touchpoints rated low": "puntos con calificación baja",
    "{count} or more": "{count} o más",
    "groups": "grupos",
    "error of the answer": "error de la respuesta",
    "all": "todos",
    "segment": "segmento",
    "archetypes": "arquetipos",
    "its own": "propias",
    "everybody's": "las de todos",
    "empty": "vacía",
    "No column tells kinds of respondents apart.": (
        "Ninguna columna distingue tipos de encuestados."
    ),
    "Classes are latent classes of how people rate: a mixture of normals over the ratings, a mean "
    "for each class and touchpoint (EM). Their number is the largest, up to {most}, at which BIC "
    "still falls, the smallest class has {least:.0%} and {fewest} respondents, no two differ at a "
    "single touchpoint only, and the fits on two random halves put {agreement:.0%} of the "
    "respondents into the same class. They are in part habits of answering: who answers kindly is "
    "*content*.": (
        "Las clases son clases latentes de cómo califica la gente: una mezcla de normales sobre "
        "las calificaciones, con una media por clase y punto de contacto (EM). Su número es el "
        "mayor, hasta {most}, en que el BIC todavía baja, la clase más pequeña tiene {least:.0%} y "
        "{fewest} encuestados, ningunas dos difieren en un solo punto de contacto y los ajustes a "
        "dos mitades al azar ponen al {agreement:.0%} de los encuestados en la misma clase. "
        "Son en parte hábitos de respuesta: quien responde con amabilidad queda como *contento*."
    ),
    "An archetype is a class of people within a value of the column `{column}`. Each value is told "
    "apart into the classes of everybody, with shares of its own, or into classes of its own where "
    "these describe it better (BIC). Classes of fewer than {fewest} respondents, or of less than "
    "{least:.0%} of their segment, and those that would make more than {most} archetypes, are "
    "joined to the next one of the segment: the two that differ least for the people they hold. "
    "*Content* or *critical* compares with the others of the segment; the mean rating compares "
    "all.": (
        "Un arquetipo es una clase de gente dentro de un valor de la columna `{column}`. Cada "
        "valor se divide en las clases de todos, con proporciones propias, o en clases propias "
        "donde estas lo describen mejor (BIC). Las clases de menos de {fewest} encuestados, o de "
        "menos del {least:.0%} de su segmento, y las que darían más de {most} arquetipos, se unen "
        "a la vecina de su segmento: las dos que menos difieren para la gente que reúnen. "
        "*Contentos* o *críticos* compara con los demás del segmento; la media de lo calificado, "
        "con todos."
    ),
    "Values of less than {least:.0%} of the respondents, or of fewer than {fewest}, those beyond "
    "the {most} largest, and empty cells go together as others: {names}.": (
        "Los valores de menos del {least:.0%} de los encuestados, o de menos de {fewest}, los que "
        "pasan de los {most} mayores y las celdas vacías van juntos como otros: {names}."
    ),
    "The answer by the overall rating, which the case does not use:": (
        "La respuesta según la calificación general, que el caso no usa:"
    ),
    "the limit of what the model allows: the survey asks for more": (
        "el límite de lo que el modelo admite: la encuesta pide más"
    ),
    "the limit of what the model allows: the survey asks for less": (
        "el límite de lo que el modelo admite: la encuesta pide menos"
    ),
    "found by simulation": "hallado por simulación",
    "that of the survey's money": "la que usted dio",
    "an assumption": "un supuesto",
}


def say(text: str, language: str, **parts: Any) -> str:
    """A phrase with what goes into it; in English as the key."""
    return (SPANISH[text] if language == "es" else text).format(**parts)
