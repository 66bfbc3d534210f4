"""What a workbook says, in English and Spanish: titles, help, the words of lists, mistakes."""

from __future__ import annotations

from dataclasses import dataclass

from cxsim.scenario import kinds
from cxsim.scenario.words import Phrase

Pair = tuple[str, str]

LANGUAGES = ("en", "es")

SHEETS: dict[str, Pair] = {
    "help": ("Help", "Ayuda"),
    "firm": ("Firm", "Empresa"),
    "archetypes": ("Archetypes", "Arquetipos"),
    "dimensions": ("Dimensions", "Dimensiones"),
    "touchpoints": ("Touchpoints", "Puntos de contacto"),
    "journeys": ("Journeys", "Recorridos"),
    "entries": ("Entries", "Entradas"),
    "transitions": ("Transitions", "Transiciones"),
    "relationship": ("Relationship", "Relación"),
    "lines": ("Lines", "Líneas"),
    "redesigns": ("Redesigns", "Rediseños"),
    "levers": ("Levers", "Palancas"),
    "shocks": ("Shocks", "Sacudidas"),
    "shock_effects": ("Shock effects", "Efectos de sacudidas"),
    "campaigns": ("Campaigns", "Campañas"),
    "more": ("More numbers", "Más números"),
    "ranges": ("Ranges", "Rangos"),
    "lists": ("Lists", "Listas"),
}
"""Titles."""

ABOUT: dict[str, Pair] = {
    "firm": (
        "The firm at its real size, and its money. One number a row.",
        "La empresa a su tamaño real, y su dinero. Un número por fila.",
    ),
    "archetypes": (
        "Kinds of customers, one a row: how many, what they weigh and expect, what they need.",
        "Tipos de clientes, uno por fila: cuántos, qué les importa, qué esperan, qué necesitan.",
    ),
    "dimensions": (
        "What customers judge. A new one also takes a column Quality: NAME in Touchpoints, and "
        "Weight, Will expect and Should expect in Archetypes.",
        "Lo que los clientes juzgan. Una nueva pide también una columna Calidad: NOMBRE en Puntos "
        "de contacto, y Peso, Espera y Merece en Arquetipos.",
    ),
    "touchpoints": (
        "Where customers meet the firm, its partners or each other, one a row.",
        "Donde los clientes se encuentran con la empresa, sus socios o entre sí, uno por fila.",
    ),
    "journeys": (
        "What customers set out to do, one a row.",
        "Lo que los clientes se proponen hacer, uno por fila.",
    ),
    "entries": (
        "Where each journey begins. Weights count against each other.",
        "Dónde empieza cada recorrido. Los pesos cuentan unos frente a otros.",
    ),
    "transitions": (
        "Your journey map: from each touchpoint the ways on, from good to bad. The shares of one "
        "touchpoint in one journey sum to 1. A journey may come back to where it was.",
        "Su mapa del recorrido: las salidas de cada punto de contacto, de buena a mala. Las "
        "proporciones de un punto en un recorrido suman 1. Un recorrido puede volver atrás.",
    ),
    "relationship": (
        "What binds customers to the firm: a contract, purchases without one, or no choice.",
        "Qué une a los clientes con la empresa: un contrato, compras sin él, o no tener opción.",
    ),
    "lines": (
        "Only with several lines of business: who holds which, at what price. Name the lines in "
        "Relationship, and leave Spend empty in Archetypes.",
        "Solo con varias líneas de negocio: quién tiene cuál, y a qué precio. Nombre las líneas en "
        "Relación, y deje vacío Gasto en Arquetipos.",
    ),
    "redesigns": (
        "The redesigns that you compare with today, one a row.",
        "Los rediseños que se comparan con hoy, uno por fila.",
    ),
    "levers": (
        "What each redesign changes, one lever a row: which number (the list offers them), by how "
        "much, from when, at what cost. Several targets: one a line in the cell.",
        "Lo que cambia cada rediseño, una palanca por fila: qué número (la lista los ofrece), "
        "cuánto, desde cuándo, a qué costo. Varios lugares: uno por línea en la celda.",
    ),
    "shocks": (
        "What may strike from outside, today and in every redesign alike: when, how long, and how "
        "it passes.",
        "Lo que puede golpear desde fuera, hoy y en todo rediseño por igual: cuándo, cuánto dura y "
        "cómo pasa.",
    ),
    "shock_effects": (
        "What a shock does to which values, one effect a row. Several places: one a line in the "
        "cell; * stands for any name.",
        "Qué hace una sacudida a qué valores, un efecto por fila. Varios lugares: uno por línea en "
        "la celda; * vale por cualquier nombre.",
    ),
    "campaigns": (
        "Contacts that nobody asked for, one campaign a row: whom they reach, and what they do.",
        "Contactos que nadie pidió, una campaña por fila: a quiénes llegan y qué provocan.",
    ),
    "more": (
        "Everything else that the model assumes. Leave it as it is until you know better.",
        "Todo lo demás que el modelo supone. Déjelo como está hasta saber más.",
    ),
    "ranges": (
        "How sure you are of a number of the other sheets: between which limits it lies, and "
        "where you have it from. A number that is not here counts as sure.",
        "Qué tan seguro es un número de las otras hojas: entre qué límites está y de dónde sale. "
        "Un número que no está aquí se toma por seguro.",
    ),
}
"""What each sheet is for."""

STEPS: tuple[Pair, ...] = (
    ("A journey in a spreadsheet", "Un recorrido en una hoja de cálculo"),
    (
        "The sheets hold a small example that works. Replace it with your own, row by row; point "
        "at a heading to read what it means.",
        "Las hojas traen un ejemplo pequeño que funciona. Cámbielo por el suyo, fila por fila; "
        "ponga el cursor en un encabezado para leer qué significa.",
    ),
    (
        "Then run: {program} do=build do.file={file} do.name=mine",
        "Luego ejecute: {program} do=build do.file={file} do.name=mio",
    ),
    (
        "Whatever is wrong is told at once, by sheet and cell, and nothing is written until all "
        "is right.",
        "Todo lo que esté mal se dice de una vez, por hoja y celda, y no se escribe nada hasta "
        "que todo esté bien.",
    ),
    (
        "Names (touchpoint, journey …) may be written as you like; they become names of a–z, 0–9 "
        "and _: 'Call centre' is call_centre everywhere. A label that one thing has means it, too.",
        "Los nombres (punto de contacto, recorrido …) se escriben como quiera; se vuelven nombres "
        "de a–z, 0–9 y _: 'Línea de ayuda' es linea_de_ayuda en todas partes. También vale una "
        "etiqueta que solo tenga uno.",
    ),
    (
        "Paste values, not formulas: nothing is calculated when the file is read. An empty cell "
        "takes the value that its heading tells.",
        "Pegue valores, no fórmulas: al leer el archivo no se calcula nada. Una celda vacía toma "
        "el valor que dice su encabezado.",
    ),
    (
        "A heading or a sheet whose name begins with _ is a note of yours and is not read. Columns "
        "may stand in any order. Titles may be in English or Spanish.",
        "Un encabezado o una hoja cuyo nombre empieza con _ es una nota suya y no se lee. Las "
        "columnas van en cualquier orden. Los títulos pueden ir en inglés o en español.",
    ),
    ("The sheets", "Las hojas"),
)
"""The sheet of help, above what each sheet is for."""

COLUMNS: dict[str, tuple[Pair, Pair]] = {
    "archetype": (("Archetype", "Arquetipo"), ("its name", "su nombre")),
    "dimension": (("Dimension", "Dimensión"), ("its name", "su nombre")),
    "touchpoint": (("Touchpoint", "Punto de contacto"), ("its name", "su nombre")),
    "journey": (("Journey", "Recorrido"), ("its name", "su nombre")),
    "redesign": (("Redesign", "Rediseño"), ("its name", "su nombre")),
    "lever": (("Lever", "Palanca"), ("its name", "su nombre")),
    "line": (("Line", "Línea"), ("its name", "su nombre")),
    "campaign": (("Campaign", "Campaña"), ("its name", "su nombre")),
    "held": (
        ("Held by", "La tienen"),
        ("share of newcomers who hold it", "proporción de los que entran que la tiene"),
    ),
    "line_spend": (
        ("Price", "Precio"),
        ("paid for it per billing period today", "pago por ella por periodo, hoy"),
    ),
    "days": (
        ("Days", "Días"),
        ("over which the contacts are spread", "en los que se reparten los contactos"),
    ),
    "on_leaving": (
        ("Effect on leaving", "Efecto en la fuga"),
        ("on the log-odds; above 0 it harms", "en el logit; sobre 0 hace daño"),
    ),
    "lasts_days": (
        ("Lasts days", "Dura días"),
        ("from the contact on", "desde el contacto"),
    ),
    "who": (
        ("Who", "A quiénes"),
        ("everyone, or those with the strongest ties", "a todos, o a los mejor conectados"),
    ),
    "talks": (
        ("Tell friends", "Lo cuentan"),
        ("share who tell friends something good", "proporción que cuenta algo bueno a amigos"),
    ),
    "takers": (
        ("Takers", "Aceptan"),
        ("share of those contacted who take the offer", "proporción que toma la oferta"),
    ),
    "spend_change": (
        ("Spend change", "Cambio del gasto"),
        ("what takers pay more a bill", "lo que pagan de más quienes aceptan, por factura"),
    ),
    "contact_cost": (("Contact cost", "Costo por contacto"), ("of each", "de cada uno")),
    "from": (("From", "Desde"), ("the touchpoint that is left", "el punto del que se sale")),
    "to": (
        ("To", "Hacia"),
        (
            "the next touchpoint; or done, give up, or (in a journey of leaving) stay",
            "el punto siguiente; o logrado, abandona o (en un recorrido de irse) se queda",
        ),
    ),
    "label": (
        ("Label", "Etiqueta"),
        (
            "what the page calls it; a column for each language where they differ",
            "cómo lo llama la página; una columna por idioma donde difieran",
        ),
    ),
    "description": (("Description", "Descripción"), ("one sentence", "una frase")),
    "share": (
        ("Share", "Proporción"),
        (
            "how many are such customers; divided by the sum of the column",
            "cuántos clientes son así; se divide por la suma de la columna",
        ),
    ),
    "spend": (
        ("Spend", "Gasto"),
        ("paid per billing period at today's price", "pago por periodo al precio de hoy"),
    ),
    "needs": (
        ("Needs", "Necesidad"),
        (
            "how often a month such a customer sets out on this journey; not at all where empty",
            "cuántas veces al mes emprende este recorrido; ninguna si está vacía",
        ),
    ),
    "weights": (
        ("Weight", "Peso"),
        ("how much this dimension matters to them", "cuánto les importa esta dimensión"),
    ),
    "kano": (
        ("Kano", "Kano"),
        ("how it satisfies; the more the better if empty", "cómo satisface; lineal si está vacía"),
    ),
    "will": (
        ("Will expect", "Espera"),
        ("quality they believe they will get", "calidad que creen que recibirán"),
    ),
    "should": (
        ("Should expect", "Merece"),
        ("quality they believe they are owed", "calidad que creen merecer"),
    ),
    "channels": (
        ("Channel", "Canal preferido"),
        (
            "preference for starting in this channel, against the others; 1 where empty",
            "preferencia por empezar en este canal, frente a los otros; 1 si está vacía",
        ),
    ),
    "non_payment": (
        ("Non-payment", "Impago"),
        ("chance per period of being cut off for not paying", "corte por impago, por periodo"),
    ),
    "talkativeness": (
        ("Talkativeness", "Locuacidad"),
        ("multiplies the chance to talk", "multiplica la probabilidad de contarlo"),
    ),
    "complaining": (
        ("Complaining", "Queja"),
        (
            "how readily they complain of failures, log-odds; 0 is average",
            "con qué facilidad se quejan de las fallas, logit; 0 es lo medio",
        ),
    ),
    "price_sensitivity": (
        ("Price sensitivity", "Sensibilidad al precio"),
        ("multiplies the price elasticity", "multiplica la elasticidad del precio"),
    ),
    "loyalty": (
        ("Loyalty", "Lealtad"),
        ("lowers the log-odds of leaving", "baja el logit de irse"),
    ),
    "economy": (
        ("Economy", "Economía"),
        ("multiplies what good and bad times do", "multiplica lo que hacen los tiempos"),
    ),
    "mood_level": (
        ("Mood", "Ánimo"),
        ("usual mood, points around 0", "ánimo habitual, puntos alrededor de 0"),
    ),
    "mood_volatility": (
        ("Mood changes", "Cambios de ánimo"),
        ("standard deviation of mood", "desviación estándar del ánimo"),
    ),
    "specification": (
        ("Specification", "Especificación"),
        ("quality at which it is fully met", "calidad con la que se cumple del todo"),
    ),
    "feels": (
        ("Feels", "Siente"),
        (
            "effort, waiting or fit, one a line; what no dimension names, all feel",
            "effort (esfuerzo), waiting (espera) o fit (ajuste), uno por línea; lo que ninguna "
            "nombra, lo sienten todas",
        ),
    ),
    "stage": (("Stage", "Etapa"), ("when it is met", "cuándo ocurre")),
    "owner": (
        ("Owner", "Dueño"),
        (
            "who runs it; a redesign reaches what is the brand's, a partner's in part",
            "quién lo maneja; un rediseño alcanza lo de la marca, y en parte lo de un socio",
        ),
    ),
    "shows": (
        ("Shows", "Muestra"),
        (
            "reviews: where customers' reviews are read; what is met is what they show",
            "reviews (reseñas): donde se leen las de los clientes; se encuentra lo que muestran",
        ),
    ),
    "control": (
        ("Control", "Control"),
        (
            "only for a partner: the share of a redesign that it takes on",
            "solo de un socio: la parte de un rediseño que asume",
        ),
    ),
    "channel": (("Channel", "Canal"), ("phone, web, store …", "teléfono, web, tienda …")),
    "department": (("Department", "Área"), ("who answers for it", "quién responde por él")),
    "quality": (
        ("Quality", "Calidad"),
        ("mean quality met, 0 to 10", "calidad media que se encuentra, de 0 a 10"),
    ),
    "spread": (
        ("Spread", "Dispersión"),
        ("standard deviation from visit to visit", "desviación de una visita a otra"),
    ),
    "failure_probability": (
        ("Failures", "Fallas"),
        ("chance that a visit goes wrong", "probabilidad de que una visita salga mal"),
    ),
    "failure_depth": (
        ("Failure depth", "Hondura de la falla"),
        ("quality lost when it does", "calidad que se pierde entonces"),
    ),
    "cost": (("Cost", "Costo"), ("cost of one contact", "costo de un contacto")),
    "fit_strength": (
        ("Personal", "Personal"),
        (
            "how closely a visit is made for the person, 0 to 10",
            "qué tan hecha para la persona es una visita, de 0 a 10",
        ),
    ),
    "fit_hit": (
        ("Right person", "Acierto"),
        ("chance that it is made for the right one", "probabilidad de que acierte con quién es"),
    ),
    "fit_intrusion": (
        ("Intrusion", "Intrusión"),
        (
            "how much it shows that it knows, 0 to 10",
            "cuánto deja ver que sabe de la persona, de 0 a 10",
        ),
    ),
    "contained": (
        ("Settled", "Resuelve"),
        (
            "of an automatic assistant: chance to settle a matter without a person",
            "de un asistente automático: probabilidad de resolver sin una persona",
        ),
    ),
    "contained_of": (
        ("Settled of", "Resuelve de"),
        (
            "the same of one journey's matters, where it differs",
            "lo mismo con los asuntos de un recorrido, si es distinto",
        ),
    ),
    "wrong_answers": (
        ("Wrong answers", "Respuestas erróneas"),
        (
            "share of what it settles that turns out wrong",
            "parte de lo que resuelve que resulta mal",
        ),
    ),
    "wrong_after": (
        ("Back after", "Vuelve tras"),
        ("days until that turns out", "días hasta que se descubre"),
    ),
    "human": (
        ("Person at", "Persona en"),
        ("the touchpoint to which it lets people out", "el punto de contacto al que deja salir"),
    ),
    "human_exit": (
        ("Way to a person", "Salida a persona"),
        (
            "chance to find it where nothing is settled",
            "probabilidad de hallarla si no se resuelve",
        ),
    ),
    "story_handed_over": (
        ("Story handed over", "Pasa la historia"),
        (
            "chance that the person knows what the assistant was told",
            "probabilidad de que la persona sepa lo que se le contó al asistente",
        ),
    ),
    "stuck": (
        ("Stuck go to", "Atascados van a"),
        (
            "where those go who find no person; empty: they give up",
            "a dónde van quienes no hallan a una persona; vacío: desisten",
        ),
    ),
    "kind": (
        ("Kind", "Tipo"),
        (
            "what it does: everyday use, help, a purchase, joining or leaving",
            "qué es: uso diario, ayuda, una compra, entrar o irse",
        ),
    ),
    "failure_loss": (
        ("Loss", "Pérdida"),
        (
            "what a failure costs the customer: money, service or a trifle",
            "qué le cuesta una falla al cliente: dinero, servicio o una nimiedad",
        ),
    ),
    "failure_opens": (
        ("Opens", "Abre"),
        (
            "help journey of those who complain of a failure",
            "recorrido de ayuda de quienes se quejan de una falla",
        ),
    ),
    "comes_back": (
        ("Comes back", "Vuelve"),
        (
            "help: chance to come back after giving up",
            "ayuda: probabilidad de volver tras abandonar",
        ),
    ),
    "back_after": (
        ("Back after days", "Vuelve tras días"),
        ("help: days until they come back", "ayuda: días hasta que vuelven"),
    ),
    "compensation": (
        ("Compensation", "Compensación"),
        (
            "help after a failure: share of the loss made good",
            "ayuda tras una falla: parte de la pérdida que se repone",
        ),
    ),
    "recovery_cost": (
        ("Cost of recovery", "Costo de reparar"),
        ("cost of making good one failure", "costo de reparar una falla"),
    ),
    "salience": (
        ("Salience", "Importancia"),
        (
            "weight of one such journey in what customers feel in the long run",
            "peso de un recorrido así en lo que el cliente siente a la larga",
        ),
    ),
    "weight": (("Weight", "Peso"), ("how many begin here", "cuántos empiezan aquí")),
    "way_share": (
        ("Share", "Proporción"),
        ("share of those here who go this way", "proporción de quienes van por aquí"),
    ),
    "after_days": (
        ("After days", "Después de días"),
        ("delay before the next step", "espera antes del siguiente paso"),
    ),
    "delay_spread": (
        ("Delay spread", "Dispersión de la espera"),
        (
            "how much that delay varies: standard deviation of its logarithm",
            "cuánto varía esa espera: desviación estándar de su logaritmo",
        ),
    ),
    "promised_days": (
        ("Promised days", "Días prometidos"),
        (
            "days in which the next step is promised; empty: nothing is",
            "días en que se promete el siguiente paso; vacío: nada se promete",
        ),
    ),
    "satisfaction": (
        ("Tilt by satisfaction", "Efecto de la satisfacción"),
        (
            "how satisfaction so far makes this way more likely (negative: less)",
            "cuánto la satisfacción hasta aquí hace más probable esta salida (negativo: menos)",
        ),
    ),
    "effort": (
        ("Tilt by effort", "Efecto del esfuerzo"),
        (
            "how contacts so far make this way more likely",
            "cuánto los contactos hasta aquí hacen más probable esta salida",
        ),
    ),
    "target": (
        ("Target", "Lugar"),
        (
            "the number of today that it changes; several: one a line",
            "el número de hoy que cambia; varios: uno por línea",
        ),
    ),
    "how": (
        ("How", "Cómo"),
        (
            "value + effect, value × effect, at least or at most the effect",
            "valor + efecto, valor × efecto, al menos o como mucho el efecto",
        ),
    ),
    "effect": (("Effect", "Efecto"), ("size of the change", "tamaño del cambio")),
    "effect_low": (("Low", "Mínimo"), ("least effect", "efecto mínimo")),
    "effect_high": (("High", "Máximo"), ("largest effect", "efecto máximo")),
    "effect_source": (("Source", "Fuente"), ("where it was read", "de dónde sale")),
    "removes": (
        ("Closes", "Cierra"),
        (
            "a touchpoint that it closes, in place of a target and an effect",
            "un punto de contacto que cierra, en vez de un lugar y un efecto",
        ),
    ),
    "instead": (
        ("Instead", "En su lugar"),
        ("where those go who would have gone there", "adónde va quien habría ido ahí"),
    ),
    "when_shock": (
        ("When shock", "Cuando sacudida"),
        ("a shock that sets it off", "una sacudida que la activa"),
    ),
    "when_days_before": (
        ("When days before", "Cuando días antes"),
        ("days before a dated shock that it begins", "días antes de la sacudida en que empieza"),
    ),
    "when_factor": (
        ("When factor", "Cuando factor"),
        ("a factor of the context that sets it off", "un factor del contexto que la activa"),
    ),
    "when_factor_above": (
        ("When factor above", "Cuando factor sobre"),
        ("while it is above this", "mientras esté por encima de esto"),
    ),
    "when_factor_below": (
        ("When factor below", "Cuando factor bajo"),
        ("while it is below this", "mientras esté por debajo de esto"),
    ),
    "when_waits_at": (
        ("When waits at", "Cuando esperas en"),
        (
            "a team that sets it off when people wait too long",
            "un equipo que la activa si se espera demasiado",
        ),
    ),
    "when_failures_at": (
        ("When failures at", "Cuando fallas en"),
        (
            "a touchpoint that sets it off when too many visits fail",
            "un punto de contacto que la activa si fallan demasiadas visitas",
        ),
    ),
    "when_above": (
        ("When above", "Cuando más de"),
        (
            "share of failed visits, or minutes of waiting, that is too much",
            "proporción de fallas, o minutos de espera, que ya es demasiado",
        ),
    ),
    "when_over_days": (
        ("When over days", "Cuando en días"),
        ("days, up to yesterday, that are counted", "días, hasta ayer, que se cuentan"),
    ),
    "when_for_days": (
        ("When for days", "Cuando por días"),
        ("days in force once set off", "días vigente una vez activada"),
    ),
    "start_day": (("Start day", "Día de inicio"), ("day 0 is the first", "el día 0 es el primero")),
    "ramp_days": (
        ("Ramp days", "Días de rampa"),
        ("days from no effect to full effect", "días hasta el efecto completo"),
    ),
    "for": (
        ("For", "Para"),
        ("archetypes that it acts on; all where empty", "arquetipos; todos si está vacía"),
    ),
    "reach": (
        ("Reach", "Alcance"),
        ("share of those customers reached", "proporción de esos clientes alcanzada"),
    ),
    "reach_group": (
        ("Reach group", "Grupo de alcance"),
        ("levers of one group reach the same people", "las de un grupo alcanzan a los mismos"),
    ),
    "part_of": (
        ("Part of", "Parte de"),
        ("lever with which it stands and falls", "palanca con la que vale o cae"),
    ),
    "execution": (
        ("Execution", "Ejecución"),
        ("how much of the plan becomes real", "cuánto del plan se hace realidad"),
    ),
    "drift": (
        ("Drift", "Deriva"),
        (
            "share of its strength lost a year without upkeep",
            "parte de su fuerza que pierde al año sin mantenimiento",
        ),
    ),
    "one_off": (("One-off cost", "Costo único"), ("cost at its start", "costo al empezar")),
    "monthly": (("Monthly cost", "Costo mensual"), ("running cost a month", "costo por mes")),
    "upkeep": (
        ("Upkeep", "Mantenimiento"),
        ("cost a month that keeps it from drifting", "costo al mes que evita la deriva"),
    ),
    "component": (
        ("Component", "Componente"),
        (
            "of customer-experience management, to which it belongs",
            "de la gestión de la experiencia de cliente, al que pertenece",
        ),
    ),
    "enabled": (("Enabled", "Activa"), ("no: as if it were not here", "no: como si no estuviera")),
    "shock": (("Shock", "Sacudida"), ("its name", "su nombre")),
    "shock_effect": (("Shock effect", "Efecto de sacudida"), ("its name", "su nombre")),
    "per_year": (
        ("Times a year", "Veces al año"),
        (
            "on random days, in place of a start day",
            "en días al azar, en vez de un día de inicio",
        ),
    ),
    "full_days": (
        ("Full days", "Días plenos"),
        ("days at its full size, before it passes", "días en toda su fuerza, antes de pasar"),
    ),
    "size": (
        ("Size", "Tamaño"),
        ("what it adds, or multiplies by, in full", "lo que suma, o por cuánto multiplica"),
    ),
    "size_low": (
        ("Least size", "Tamaño mínimo"),
        ("least that it may be", "lo menos que puede ser"),
    ),
    "size_high": (
        ("Largest size", "Tamaño máximo"),
        ("most that it may be", "lo más que puede ser"),
    ),
    "size_source": (
        ("Source of size", "Fuente del tamaño"),
        ("where it was read; empty: assumed", "de dónde sale; vacía: supuesto"),
    ),
    "short_days": (
        ("Short days", "Días cortos"),
        ("days in which what passes quickly falls to 1/e", "días en que lo rápido baja a 1/e"),
    ),
    "long_days": (
        ("Long days", "Días largos"),
        ("days in which what passes slowly falls to 1/e", "días en que lo lento baja a 1/e"),
    ),
    "long_ratio": (
        ("Slow part", "Parte lenta"),
        (
            "what passes slowly, per point that passes quickly",
            "lo que pasa despacio, por punto que pasa rápido",
        ),
    ),
    "permanent": (
        ("Permanent", "Permanente"),
        ("share that stays for good", "parte que se queda para siempre"),
    ),
    "place": (
        ("Place", "Lugar"),
        ("where in the case; do=show lists all", "en qué parte del caso; do=show los lista"),
    ),
    "value": (("Value", "Valor"), ("today", "hoy")),
    "low": (("Low", "Mínimo"), ("least that it may be", "lo menos que puede ser")),
    "high": (("High", "Máximo"), ("most that it may be", "lo más que puede ser")),
    "source": (
        ("Source", "Fuente"),
        ("where it was read; empty: assumed", "de dónde sale; vacía: supuesto"),
    ),
    "meaning": (("Meaning", "Significado"), ("not read", "no se lee")),
    "allowed": (("Allowed", "Se admite"), ("not read", "no se lee")),
}
"""Title of each column, and what it means."""

CHOICES: dict[str, Pair] = {
    "pre_purchase": ("before purchase", "antes de la compra"),
    "purchase": ("purchase", "compra"),
    "post_purchase": ("after purchase", "después de la compra"),
    "brand": ("brand", "marca"),
    "partner": ("partner", "socio"),
    "customer": ("customer", "cliente"),
    "social": ("social", "social"),
    "everyday": ("everyday", "uso diario"),
    "help": ("help", "ayuda"),
    "join": ("join", "entrar"),
    "leave": ("leave", "irse"),
    "add": ("add", "sumar"),
    "multiply": ("multiply", "multiplicar"),
    "at_least": ("at least", "al menos"),
    "at_most": ("at most", "como mucho"),
    "everyone": ("everyone", "todos"),
    "reviews": ("reviews", "reseñas"),
    "best_connected": ("the best connected", "los mejor conectados"),
    "one_dimensional": ("the more the better", "cuanto más mejor"),
    "must_be": ("must be", "imprescindible"),
    "attractive": ("attractive", "atractiva"),
    "contractual": ("contract", "con contrato"),
    "non_contractual": ("no contract", "sin contrato"),
    "captive": ("captive", "cautiva"),
    "money": ("money", "dinero"),
    "service": ("service", "servicio"),
    "trivial": ("a trifle", "nimiedad"),
    "share": ("share", "proporción"),
    "each": ("each", "cada uno"),
    "small_world": ("small world", "mundo pequeño"),
    "scale_free": ("scale-free", "libre de escala"),
    "blocks": ("blocks", "bloques"),
    "complete": ("everybody", "todos"),
    "edges": ("a list", "una lista"),
    "none": ("none", "ninguno"),
    "done": ("done", "logrado"),
    "give_up": ("give up", "abandona"),
    "stay": ("stay", "se queda"),
    "strategy": ("strategy", "estrategia"),
    "understanding": ("understanding", "comprensión"),
    "design": ("design", "diseño"),
    "measurement": ("measurement", "medición"),
    "economics": ("economics", "economía"),
    "governance": ("governance", "gobierno"),
    "culture": ("culture", "cultura"),
    "true": ("yes", "sí"),
    "false": ("no", "no"),
}
"""Words of lists, for those of the schema that a person would not write."""

SAID: dict[str, Pair] = {
    "gone": ("cannot be read: there is no such file", "no se puede leer: no existe ese archivo"),
    "no_workbook": (
        "cannot be read: it is not a workbook (.xlsx). Save it as one",
        "no se puede leer: no es un libro .xlsx. Guárdelo como tal",
    ),
    "locked": (
        "cannot be read: it has a password, or is an old .xls. Save it as .xlsx without a password",
        "no se puede leer: tiene contraseña, o es un .xls antiguo. Guárdelo como .xlsx sin "
        "contraseña",
    ),
    "broken": (
        "cannot be read: the file is damaged or cut short. Open it, and save it again",
        "no se puede leer: el archivo está dañado o incompleto. Ábralo y guárdelo otra vez",
    ),
    "large": (
        "cannot be read: it is larger than a journey can be ({most} MB). Keep the sheets of the "
        "template only",
        "no se puede leer: pesa más de lo que puede un recorrido ({most} MB). Deje solo las hojas "
        "de la plantilla",
    ),
    "endless": (
        "has more than {most:,} rows or {wide} columns with something in them: delete those that "
        "are not the journey's",
        "tiene más de {most:,} filas o {wide} columnas con algo escrito: borre las que no son del "
        "recorrido",
    ),
    "unknown_sheet": (
        "is a sheet that is not known. Begin the name of a sheet of notes with _",
        "es una hoja que no se conoce. Empiece con _ el nombre de una hoja de notas",
    ),
    "no_sheet": ("is missing: a sheet called {title}", "le falta una hoja llamada {title}"),
    "sheet_twice": (
        "is a second sheet of {title}: keep one",
        "es una segunda hoja de {title}: deje una",
    ),
    "unknown_column": (
        "is a heading that is not known: {value}. Begin the heading of a column of notes with _",
        "es un encabezado que no se conoce: {value}. Empiece con _ el de una columna de notas",
    ),
    "no_column": ("is missing: a column called {title}", "le falta una columna llamada {title}"),
    "column_twice": (
        "is a second column called {title}: keep one",
        "es una segunda columna llamada {title}: deje una",
    ),
    "no_heading": (
        "has no heading, yet there is something below it",
        "no tiene encabezado, y hay algo debajo",
    ),
    "formula": (
        "is a formula, and formulas are not calculated here. Paste its value (paste special, "
        "values)",
        "es una fórmula, y aquí no se calculan. Pegue su valor (pegado especial, valores)",
    ),
    "error": (
        "is {value}, an error of the spreadsheet",
        "es {value}, un error de la hoja de cálculo",
    ),
    "date": (
        "is a date, {value}. Write a number; format the cell as a number first",
        "es una fecha, {value}. Escriba un número; antes dé formato de número a la celda",
    ),
    "merged": (
        "is merged ({cells}): unmerge them, a value in each",
        "está combinada ({cells}): sepárelas, un valor en cada una",
    ),
    "which_number": (
        "is {value} as text, which may be {one} or {other}. Write it as a number",
        "es {value} como texto, que puede ser {one} o {other}. Escríbalo como número",
    ),
    "choice": ("is {value}, which is not allowed", "es {value}, y no se admite"),
    "no_name": ("is empty: a name is missing", "está vacía: falta un nombre"),
    "bad_name": (
        "is {value}, of which no name can be made. Allowed: letters a–z, digits and _, a letter "
        "first, at most 60",
        "es {value}, de lo que no sale un nombre. Se admite: letras a–z, cifras y _, primero una "
        "letra, como mucho 60",
    ),
    "no_such": ("is {value}, which is not in {title}", "es {value}, que no está en {title}"),
    "twice": ("is given twice; first in {first}", "se da dos veces; primero en {first}"),
    "no_value": (
        "has a range, yet no number: write the number in its own sheet",
        "tiene un rango, pero ningún número: escriba el número en su hoja",
    ),
    "bad_place": ("is {value}, which is no place of a case", "es {value}, que no es un lugar"),
    "strange": (
        "has a character that text cannot have, or ${{",
        "tiene un carácter que un texto no puede llevar, o ${{",
    ),
    "more": ("and more", "y más"),
    "nearest": (" Nearest: {names}.", " Lo más parecido: {names}."),
    "allowed": (" Allowed: {names}.", " Se admite: {names}."),
    "unsaid": (
        "is not in the workbook, which cannot hold it",
        "no está en el libro, que no lo puede llevar",
    ),
    "no_numbers": ("None.", "Ninguno."),
    "numbers_head": (
        "| Place | Value | Range | Source |",
        "| Lugar | Valor | Rango | Fuente |",
    ),
    "empty_is": ("Empty: {value}.", "Vacía: {value}."),
}
"""What is wrong, after the place; and other sentences."""


IN_SHEETS: dict[str, Pair] = {
    "ordered": (
        "Low ≤ the number ≤ High; its Low and High are in {cells}",
        "Mínimo ≤ el número ≤ Máximo; su Mínimo y su Máximo están en {cells}",
    ),
    "span": ("{value}, with {low} … {high}", "{value}, con {low} … {high}"),
    "way_out": ("a way to done or give up, in To", "un camino a logrado o abandona, en Hacia"),
    "way_left": (
        "an effect that leaves a share above 0 towards done or give up",
        "un efecto que deje una proporción mayor que 0 hacia logrado o abandona",
    ),
    "ways_on": (
        "its ways on: rows of Transitions with it in From",
        "sus salidas: filas de Transiciones con él en Desde",
    ),
    "two_levers": (
        "Target and Effect, or Closes and Instead: a lever for each",
        "Lugar y Efecto, o Cierra y En su lugar: una palanca para cada cosa",
    ),
    "only_partner": ("only where Owner is partner", "solo donde Dueño es socio"),
}
"""What the schema's own phrases are in the words of the sheets."""


@dataclass(frozen=True)
class InSheets(Phrase):
    """A phrase in the words of the sheets."""

    def said(self, language: str) -> str:
        """The phrase in a language."""
        return said(IN_SHEETS[self.key], language).format(**dict(self.parts))


@dataclass(frozen=True)
class Names(Phrase):
    """Names that may stand in a cell, those that a list offers as it offers them."""

    names: tuple[str, ...] = ()

    def said(self, language: str) -> str:
        """The first twelve of them."""
        more = ", …" if len(self.names) > 12 else ""
        return ", ".join(word(name, language) for name in self.names[:12]) + more


def said(pair: Pair, language: str) -> str:
    """The one of two words that is in a language."""
    return pair[language.startswith("es")]


def title(sheet: str, language: str) -> str:
    """The title of a sheet."""
    return said(SHEETS[sheet], language)


def heading(column: str, language: str, name: str = "") -> str:
    """The heading of a column, of a name where it has one for each."""
    return said(COLUMNS[column][0], language) + (f": {name}" if name else "")


def about(column: str, language: str) -> str:
    """What a column means."""
    return said(COLUMNS[column][1], language)


def word(choice: str, language: str) -> str:
    """A choice as a list offers it."""
    return said(CHOICES[choice], language) if choice in CHOICES else choice


def spellings(known: dict[str, Pair], name: str) -> set[str]:
    """The ways in which a person may write a known name, as slugs."""
    return {kinds.slug(text) for text in (name, *known.get(name, ()))}


def meant(text: str, names: tuple[str, ...], known: dict[str, Pair]) -> str | None:
    """Which of some names a text means, in either language, or None."""
    sought = kinds.slug(text)
    return next((name for name in names if sought in spellings(known, name)), None)
