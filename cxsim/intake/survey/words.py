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
    "Archetypes are the values of the column `{column}`; those of fewer than {least:.0%} of the "
    "respondents, or of fewer than {fewest}, and empty cells go together as others. How people of "
    "one segment differ from each other is not in the case: without a column for segments, "
    "archetypes are found from the ratings, which keeps it.": (
        "Los arquetipos son los valores de la columna `{column}`; los de menos de {least:.0%} de "
        "los encuestados, o menos de {fewest}, y las celdas vacías van juntos como otros. Cómo "
        "difieren entre sí las personas de un mismo segmento no está en el caso: sin columna de "
        "segmentos, los arquetipos se hallan con las calificaciones, y eso lo conserva."
    ),
    "No column tells kinds of respondents apart, so archetypes are latent classes: a mixture of "
    "normals over the ratings, a mean for each class and touchpoint (EM). The number is the "
    "largest, up to {most}, at which BIC still falls, the smallest class has {least:.0%} and the "
    "fits on two random halves put {agreement:.0%} of the respondents into the same class. Classes "
    "of raters are in part habits of answering: who answers kindly is *content*.": (
        "Ninguna columna distingue tipos de encuestados, así que los arquetipos son clases "
        "latentes: una mezcla de normales sobre las calificaciones, con una media por clase y "
        "punto de contacto (EM). Su número es el mayor, hasta {most}, en que el BIC todavía baja, "
        "la clase más pequeña tiene {least:.0%} y los ajustes a dos mitades al azar ponen al "
        "{agreement:.0%} de los encuestados en la misma clase. Las clases son en parte hábitos de "
        "respuesta: quien responde con amabilidad queda como *contento*."
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
