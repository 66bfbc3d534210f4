"""Words of the listening loop: what the firm hears, what it does about it, and what is true."""

EN = {
    "loop_heading": "What the firm hears, and what it does about it",
    "loop_misled": "The lowest score was **not** where visits truly felt worst in {wrong} of the "
    "{looks} times that the firm looked: whoever acts on the survey alone fixes something else.",
    "loop_right": "In all {looks} times that the firm looked, the lowest score was where visits "
    "truly felt worst.",
    "loop_silent": "Whenever the firm looked, too few had answered for a score.",
    "loop_found_title": "What scored lowest, and what was truly worst",
    "loop_found_note": "With the redesign, in the first central future, of touchpoints that the "
    "firm has a say in. Score: mean CSAT (1–5) of answers after journeys that ended there, since "
    "the look before. Truly: mean satisfaction (0–10) of all visits since then, asked or not, "
    "which no firm can see, of touchpoints with as many visits as a score takes answers. What has "
    "been improved as often as it may be is left as it is. At most twelve looks are told.",
    "loop_day": "day",
    "loop_measured": "lowest score",
    "loop_score": "score (answers)",
    "loop_felt_there": "what visits there truly felt like",
    "loop_worst": "truly worst",
    "loop_felt": "what those felt like",
    "loop_fixed": "is improved",
    "loop_calls_title": "Customers who answered badly and were called back",
    "loop_calls_note": "On average over the central futures. Still customers at the end: of those "
    "called with the redesign; with no change, the same people, with the same luck.",
    "loop_group": "customers",
    "loop_calls": "calls",
    "loop_cost": "cost of the calls",
    "loop_customers": "customers called",
    "loop_kept_today": "stay, with no change",
    "loop_kept": "stay, with the redesign",
    "story_called": "The firm calls about a bad answer: satisfaction {before} → {after}.",
}

ES = {
    "loop_heading": "Lo que la empresa escucha, y lo que hace con ello",
    "loop_misled": "La nota más baja **no** estaba donde las visitas se vivían peor en {wrong} de "
    "las {looks} veces que la empresa miró: quien actúa solo por la encuesta arregla otra cosa.",
    "loop_right": "En las {looks} veces que la empresa miró, la nota más baja estaba donde las "
    "visitas se vivían peor.",
    "loop_silent": "Cuando la empresa miró, siempre habían respondido muy pocos para una nota.",
    "loop_found_title": "Lo que sacó la nota más baja, y lo que era peor de verdad",
    "loop_found_note": "Con el rediseño, en el primer futuro central, de los puntos de contacto en "
    "los que la empresa manda. Nota: CSAT medio (1–5) de las respuestas tras recorridos que "
    "acabaron ahí, desde la mirada anterior. De verdad: satisfacción media (0–10) de todas las "
    "visitas desde entonces, preguntadas o no, que ninguna empresa ve, de los puntos con tantas "
    "visitas como respuestas pide una nota. Lo que ya se mejoró cuanto se puede se deja como está. "
    "Se cuentan doce miradas como mucho.",
    "loop_day": "día",
    "loop_measured": "nota más baja",
    "loop_score": "nota (respuestas)",
    "loop_felt_there": "cómo se vivía de verdad",
    "loop_worst": "peor de verdad",
    "loop_felt": "cómo se vivía eso",
    "loop_fixed": "se mejora",
    "loop_calls_title": "Clientes que respondieron mal y recibieron una llamada",
    "loop_calls_note": "Promedio de los futuros centrales. Siguen siendo clientes al final: de los "
    "llamados con el rediseño; sin cambios, las mismas personas con la misma suerte.",
    "loop_group": "clientes",
    "loop_calls": "llamadas",
    "loop_cost": "costo de las llamadas",
    "loop_customers": "clientes llamados",
    "loop_kept_today": "siguen, sin cambios",
    "loop_kept": "siguen, con el rediseño",
    "story_called": "La empresa llama por una mala respuesta: satisfacción {before} → {after}.",
}
