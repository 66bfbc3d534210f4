"""Words of what drives loyalty and money, in both languages."""

EN = {
    "drivers_heading": "What drives loyalty and money",
    "drivers_lead": "Each touchpoint was made better by as much as any other, {raised} on the "
    "scale of 10, from the first day, at no cost and in full, and lived by the same customers with "
    "the same luck as today. It is a question about customers, not a plan. What follows is what it "
    "**did**, not what goes together in answers.",
    "drivers_most": "Most customers are kept by a better **{name}**: {kept} of {total}{range}.",
    "drivers_next": "Next: {items}.",
    "drivers_item": "{name} ({kept})",
    "drivers_against": "It **loses** customers where what gets better is soon expected everywhere: "
    "{items}. That rests on an assumption of the model: what customers expect, they expect of the "
    "firm, not of one touchpoint.",
    "drivers_none": "No touchpoint keeps customers beyond doubt when it alone gets better.",
    "drivers_left_out": "Left out, because the firm cannot better them: {names}.",
    "drivers_capped": "Raised by less, because the scale ends at 10: {items}.",
    "drivers_capped_item": "{name} by {raised}",
    "drivers_table_title": "What +{raised} of quality does, touchpoint by touchpoint",
    "drivers_table_note": "Beside today, over {horizon}. Below each figure: {spread}. The money is "
    "before any cost of making it better.",
    "drivers_spread": "95% of the {count} futures drawn, over what is not known and luck",
    "drivers_spread_few": "95% as far as {count} futures can tell, which is not far: such a range "
    "is a rough idea of what is not known",
    "drivers_spread_none": "nothing, as no futures were drawn",
    "drivers_kept": "customers kept",
    "drivers_nps": "NPS",
    "drivers_churn": "churn a month, points",
    "drivers_npv": "net present value",
    "importance_heading": "What to better first, for whom",
    "importance_lead": "Across: how it feels today. Upwards: how many customers it keeps when it "
    "gets better. What is important and feels worse than the rest comes first.",
    "importance_chart_title": "Importance and performance, by archetype",
    "importance_chart_caption": "Each number is a touchpoint; the table below names it. Full: all "
    "futures agree on the sign of the effect. Hollow: it may be none. The lines are the "
    "archetype’s means.",
    "importance_alt": "{title}. {items}.",
    "importance_alt_item": "{archetype}: first {names}",
    "importance_axis_felt": "felt today (0–10)",
    "importance_axis_kept": "customers kept",
    "importance_axis_npv": "money gained",
    "importance_all": "All customers",
    "importance_touchpoint": "touchpoint",
    "importance_felt": "felt",
    "importance_failures": "fails",
    "importance_effect": "effect",
    "importance_quadrant": "so",
    "importance_concentrate": "better this first",
    "importance_keep": "keep it up",
    "importance_low": "later",
    "importance_overdone": "good enough",
    "importance_unsure": "{quadrant} (effect in doubt)",
    "importance_table_title": "Each touchpoint’s number, effect and performance",
    "importance_table_note": "Effect: {what}, when its quality rises by {raised}; below it "
    "{spread}. Felt: mean satisfaction of a visit in the last twelve months, today. Fails: "
    "share of visits that fail. Customers of the archetype who do not come to a touchpoint have no "
    "row.",
    "survey_heading": "What a survey’s correlation would say",
    "survey_lead": "An analyst with answers alone ranks touchpoints by how ratings go with the "
    "score given. That is **no effect**: who is content rates everything higher, and who meets a "
    "place is another than who does not.",
    "survey_agree": "Here both rank alike: no touchpoint is more than {apart} places apart.",
    "survey_differ": "Both differ most at: {items}.",
    "survey_differ_item": "{name} (survey: {r_rank}, effect: {effect_rank} of {count})",
    "survey_silent": "Too few answers to rank: {names}.",
    "survey_table_title": "Ranked by what it does, and by what answers say",
    "survey_table_note": "Correlation: of what each customer felt there in the last twelve months "
    "with the 0–10 answer, if everybody answered; no cause can be read from it.",
    "survey_rank": "rank by effect",
    "survey_r_rank": "rank by correlation",
    "survey_r": "correlation",
}
ES = {
    "drivers_heading": "Qué mueve la lealtad y el dinero",
    "drivers_lead": "Cada punto de contacto se mejoró tanto como cualquier otro, {raised} en la "
    "escala de 10, desde el primer día, sin costo y por completo, y lo vivieron los mismos "
    "clientes con la misma suerte que hoy. Es una pregunta sobre clientes, no un plan. Lo que "
    "sigue es lo que **hizo**, no lo que va junto en las respuestas.",
    "drivers_most": "Lo que más clientes conserva es mejorar **{name}**: {kept} de {total}{range}.",
    "drivers_next": "Después: {items}.",
    "drivers_item": "{name} ({kept})",
    "drivers_against": "**Pierde** clientes donde lo que mejora pronto se espera en todas partes: "
    "{items}. Eso descansa en un supuesto del modelo: lo que el cliente espera, lo espera de la "
    "empresa, no de un punto de contacto.",
    "drivers_none": "Ningún punto de contacto conserva clientes sin lugar a dudas si solo él "
    "mejora.",
    "drivers_left_out": "Fuera, porque la empresa no puede mejorarlos: {names}.",
    "drivers_capped": "Subieron menos, porque la escala acaba en 10: {items}.",
    "drivers_capped_item": "{name}, {raised}",
    "drivers_table_title": "Qué hace +{raised} de calidad, punto de contacto por punto de contacto",
    "drivers_table_note": "Frente a hoy, en {horizon}. Bajo cada cifra: {spread}. El dinero es "
    "antes de lo que cueste mejorar.",
    "drivers_spread": "el 95% de los {count} futuros sorteados, por lo que no se sabe y la suerte",
    "drivers_spread_few": "95% hasta donde {count} futuros lo dejan decir, que no es mucho: tal "
    "rango es una idea aproximada de lo que no se sabe",
    "drivers_spread_none": "nada, porque no se sorteó ningún futuro",
    "drivers_kept": "clientes conservados",
    "drivers_nps": "NPS",
    "drivers_churn": "fuga al mes, puntos",
    "drivers_npv": "valor presente neto",
    "importance_heading": "Qué mejorar primero, y para quién",
    "importance_lead": "A lo ancho: cómo se siente hoy. Hacia arriba: cuántos clientes conserva "
    "cuando mejora. Lo importante que se siente peor que lo demás va primero.",
    "importance_chart_title": "Importancia y desempeño, por arquetipo",
    "importance_chart_caption": "Cada número es un punto de contacto; la tabla de abajo lo nombra. "
    "Lleno: todos los futuros coinciden en el signo del efecto. Hueco: puede no haberlo. Las "
    "líneas son las medias del arquetipo.",
    "importance_alt": "{title}. {items}.",
    "importance_alt_item": "{archetype}: primero {names}",
    "importance_axis_felt": "se siente hoy (0–10)",
    "importance_axis_kept": "clientes conservados",
    "importance_axis_npv": "dinero ganado",
    "importance_all": "Todos los clientes",
    "importance_touchpoint": "punto de contacto",
    "importance_felt": "se siente",
    "importance_failures": "falla",
    "importance_effect": "efecto",
    "importance_quadrant": "entonces",
    "importance_concentrate": "mejorar primero",
    "importance_keep": "mantener",
    "importance_low": "más adelante",
    "importance_overdone": "es suficiente",
    "importance_unsure": "{quadrant} (efecto en duda)",
    "importance_table_title": "Número, efecto y desempeño de cada punto de contacto",
    "importance_table_note": "Efecto: {what}, cuando su calidad sube {raised}; debajo, {spread}. "
    "Se siente: satisfacción media de una visita en los últimos doce meses, hoy. "
    "Falla: proporción de visitas que fallan. Donde los clientes del arquetipo no van no hay fila.",
    "survey_heading": "Qué diría la correlación de una encuesta",
    "survey_lead": "Un analista que solo tiene respuestas ordena los puntos de contacto por cómo "
    "las notas van con la calificación dada. Eso **no es un efecto**: quien está contento pone "
    "mejor nota a todo, y quien pasa por un lugar es otro que quien no pasa.",
    "survey_agree": "Aquí ambos órdenes coinciden: ninguno difiere en más de {apart} puestos.",
    "survey_differ": "Donde más difieren: {items}.",
    "survey_differ_item": "{name} (encuesta: {r_rank}; efecto: {effect_rank} de {count})",
    "survey_silent": "Muy pocas respuestas para ordenar: {names}.",
    "survey_table_title": "Ordenados por lo que hacen y por lo que dicen las respuestas",
    "survey_table_note": "Correlación: de lo que cada cliente sintió ahí en los últimos doce meses "
    "con la respuesta de 0 a 10, si todos respondieran; de ella no se lee ninguna causa.",
    "survey_rank": "puesto por efecto",
    "survey_r_rank": "puesto por correlación",
    "survey_r": "correlación",
}
