"""What the numbers of a listing mean, in English and Spanish, by place."""

from __future__ import annotations

from .words import Pair

MEANINGS: dict[str, Pair] = {
    "label": ("name of the case, as the page shows it", "nombre del caso, como sale en la página"),
    "description": ("one sentence about it", "una frase sobre él"),
    "fictitious": ("a made-up company; every page says so", "empresa ficticia; se dice siempre"),
    "horizon_days": ("days to look ahead", "días que se miran hacia adelante"),
    "warm_up_days": ("days lived before day 0", "días vividos antes del día 0"),
    "firm.customers": ("real customers today", "clientes reales hoy"),
    "firm.currency": ("currency, such as USD", "moneda, por ejemplo USD"),
    "firm.maturity.strategy": (
        "self-assessed, 1 to 5: all know what is promised to whom",
        "autoevaluación, de 1 a 5: todos saben qué se promete a quién",
    ),
    "firm.maturity.understanding": (
        "the same: it is known what customers live",
        "lo mismo: se sabe qué viven los clientes",
    ),
    "firm.maturity.design": (
        "the same: journeys are designed and tried",
        "lo mismo: los recorridos se diseñan y se prueban",
    ),
    "firm.maturity.measurement": (
        "the same: what customers live is measured",
        "lo mismo: se mide lo que viven los clientes",
    ),
    "firm.maturity.economics": (
        "the same: it is known what it is worth",
        "lo mismo: se sabe cuánto vale",
    ),
    "firm.maturity.governance": (
        "the same: somebody decides and answers for it",
        "lo mismo: alguien decide y responde por ello",
    ),
    "firm.maturity.culture": (
        "the same: it is how all work",
        "lo mismo: es la manera de trabajar de todos",
    ),
    "economics.margin": ("margin before contact costs", "margen antes de costos de contacto"),
    "economics.price": ("price level; 1 is today's", "nivel de precio; 1 es el de hoy"),
    "economics.discount_rate": ("discount rate a year", "tasa de descuento anual"),
    "relationship.kind": (
        "contract; no contract; captive",
        "con contrato; sin contrato; cautiva",
    ),
    "relationship.period_days": ("days between two bills", "días entre dos cobros"),
    "relationship.loyalty.form": (
        "how loyalty differs: normal or beta",
        "cómo difiere la lealtad: normal o beta",
    ),
    "relationship.loyalty.median_hazard": (
        "chance per period that the median customer leaves",
        "probabilidad por periodo de que se vaya el cliente mediano",
    ),
    "relationship.loyalty.spread": (
        "how much customers differ in loyalty",
        "cuánto difieren los clientes en lealtad",
    ),
    "relationship.loyalty.alpha": (
        "alpha of the chance to leave, Beta(alpha, beta)",
        "alfa de la probabilidad de irse, Beta(alfa, beta)",
    ),
    "relationship.loyalty.beta": ("beta of the same", "beta de lo mismo"),
    "relationship.tenure.mean_days": (
        "how long today's customers have been customers, mean",
        "antigüedad media de los clientes de hoy, en días",
    ),
    "relationship.tenure.longest_days": ("the longest of them", "la mayor antigüedad"),
    "relationship.involuntary": (
        "leaves for reasons beyond anyone",
        "se va por causas ajenas a todos",
    ),
    "relationship.need": (
        "the journey that the purchase clock starts",
        "el recorrido que el reloj de compra inicia",
    ),
    "relationship.rate.shape": (
        "purchase rates differ: Gamma, shape",
        "los ritmos de compra difieren: Gamma, forma",
    ),
    "relationship.rate.scale_days": ("the same, scale in days", "lo mismo, escala en días"),
    "relationship.frequency": (
        "multiplies everybody's purchase rate",
        "multiplica el ritmo de compra de todos",
    ),
    "relationship.dropout.a": (
        "chance to drop out after a purchase, Beta(a, b): a",
        "abandono tras una compra, Beta(a, b): a",
    ),
    "relationship.dropout.b": ("the same: b", "lo mismo: b"),
    "relationship.value.p": ("amounts, gamma-gamma: p", "importes, gamma-gamma: p"),
    "relationship.value.q": ("the same: q", "lo mismo: q"),
    "relationship.value.gamma": ("the same: gamma", "lo mismo: gamma"),
    "relationship.inactivity_days": (
        "retained: who bought in the last so many days",
        "retenido: quien compró en los últimos tantos días",
    ),
    "market.prospects": (
        "people who are not customers yet, per customer",
        "personas que aún no son clientes, por cliente",
    ),
    "market.innovation": ("join by themselves, a year", "entran por sí solas, al año"),
    "market.imitation": ("join because of others, a year", "entran por otros, al año"),
    "market.imitation_of": (
        "imitation by the share of friends, or by each of them",
        "imitación por la proporción de amigos, o por cada uno",
    ),
    "market.reach": ("share reached by offers", "proporción que recibe ofertas"),
    "market.consideration": (
        "chance to buy before hearing anything",
        "probabilidad de comprar antes de oír nada",
    ),
    "market.alternative": (
        "satisfaction expected at a rival",
        "satisfacción que se espera de un rival",
    ),
    "market.competitors.*.label": ("what a competitor is called", "cómo se llama el competidor"),
    "market.competitors.*.quality": (
        "quality that it delivers, 0–10",
        "la calidad que entrega, 0–10",
    ),
    "market.competitors.*.price": (
        "its price, relative to ours today",
        "su precio, respecto al nuestro de hoy",
    ),
    "market.competitors.*.reputation": (
        "how many think of it first, a weight",
        "cuántos piensan primero en él, un peso",
    ),
    "market.competitors.*.promise": (
        "what its advertising promises, 0–10",
        "lo que promete su publicidad, 0–10",
    ),
    "market.competitors.*.moves": (
        "what it does on a date",
        "lo que hace en una fecha",
    ),
    "market.without": (
        "share of those free to choose who take no provider",
        "parte de quienes pueden elegir que no toma proveedor",
    ),
    "market.returns.rate": (
        "how readily those who left come back, beside a prospect",
        "con qué facilidad vuelve quien se fue, frente a un prospecto",
    ),
    "market.returns.after_days": (
        "days away before one may come back",
        "días fuera antes de poder volver",
    ),
    "market.standards_rise": (
        "points a year by which what customers demand rises",
        "puntos al año que sube lo que exigen los clientes",
    ),
    "silos.integration": (
        "chance that a customer’s story is passed on to another department",
        "probabilidad de que la historia de un cliente pase a otra área",
    ),
    "silos.memory": (
        "chance that it is known in a repeat contact, or in another channel",
        "probabilidad de que se conozca al repetir el contacto, o en otro canal",
    ),
    "silos.departments.*.label": ("what the department is called", "cómo se llama el área"),
    "silos.departments.*.integration": (
        "the same of stories that this department passes on",
        "lo mismo de las historias que pasa esta área",
    ),
    "ties.kind": ("who talks with whom; none: nobody", "quién habla con quién; ninguno: nadie"),
    "ties.friends": ("close friends a person, an even number", "amigos por persona, número par"),
    "ties.rewiring": ("share of friends at random", "proporción de amigos al azar"),
    "ties.weak": ("weak ties a person", "conocidos por persona"),
    "ties.weak_strength": (
        "strength of a weak tie; a friend's is 1",
        "fuerza de un conocido; la de un amigo es 1",
    ),
    "ties.homophily": (
        "share of people among their own kind",
        "proporción de personas entre los de su tipo",
    ),
    "ties.file": (
        "file with a list of who knows whom",
        "archivo con la lista de quién conoce a quién",
    ),
    "surveys.relational.every_days": (
        "days between two surveys of all",
        "días entre dos encuestas a todos",
    ),
    "surveys.relational.sampling": ("share asked", "proporción a la que se pregunta"),
    "surveys.journey.sampling": (
        "share asked after a journey",
        "proporción a la que se pregunta tras un recorrido",
    ),
    "surveys.response": (
        "chance to answer, two points from neutral",
        "probabilidad de responder, a dos puntos de lo neutro",
    ),
    "surveys.selection": (
        "strong feelings answer more",
        "quien siente más responde más",
    ),
    "surveys.style": ("spread of personal style", "dispersión del estilo personal"),
    "surveys.noise": ("spread from answer to answer", "dispersión de una respuesta a otra"),
    "listening.close_loop.share": (
        "share of bad answers (0–6) after which the firm calls",
        "parte de las malas respuestas (0–6) tras las que la empresa llama",
    ),
    "listening.close_loop.delay_days": (
        "days from the answer to the call",
        "días de la respuesta a la llamada",
    ),
    "listening.close_loop.cost": ("cost of one call", "costo de una llamada"),
    "listening.close_loop.felt": (
        "satisfaction with the call itself, 0–10",
        "satisfacción con la llamada misma, 0–10",
    ),
    "listening.close_loop.compensation": (
        "share of the loss that the call makes good",
        "parte de la pérdida que la llamada repara",
    ),
    "listening.fix.gain": (
        "points of quality that fixing the worst touchpoint adds",
        "puntos de calidad que da arreglar el peor punto de contacto",
    ),
    "listening.fix.cost": ("paid once a fix", "se paga una vez por arreglo"),
    "listening.fix.delay_days": (
        "days from finding it to its being better",
        "días desde que se ve hasta que mejora",
    ),
    "listening.fix.review_days": (
        "days from one look at the scores to the next",
        "días entre una mirada a las notas y la siguiente",
    ),
    "listening.fix.least_answers": (
        "fewer answers say nothing",
        "con menos respuestas no se dice nada",
    ),
    "listening.fix.times": (
        "how often one touchpoint is fixed at most",
        "cuántas veces se arregla un punto como mucho",
    ),
    "listening.fix.below": (
        "in silos, the score under which a department acts, 1–5",
        "en silos, la nota bajo la que un área actúa, 1–5",
    ),
    "listening.sharing": (
        "who sees the scores: the whole firm, or each department its own",
        "quién ve las notas: toda la empresa, o cada área las suyas",
    ),
    "surveys.window_days": (
        "the dashboard shows the last so many days",
        "el tablero muestra los últimos tantos días",
    ),
    "behaviour.satisfaction.baseline": (
        "satisfaction at the usual quality",
        "satisfacción con la calidad de siempre",
    ),
    "behaviour.satisfaction.reference_quality": (
        "the case's usual quality",
        "la calidad de siempre en el caso",
    ),
    "behaviour.satisfaction.quality": ("how much quality counts", "cuánto cuenta la calidad"),
    "behaviour.satisfaction.disconfirmation": (
        "how much surprise counts",
        "cuánto cuenta la sorpresa",
    ),
    "behaviour.satisfaction.loss_aversion": (
        "bad surprises against good ones",
        "sorpresas malas frente a buenas",
    ),
    "behaviour.satisfaction.zone": (
        "half-width of what is tolerated",
        "mitad del ancho de lo tolerado",
    ),
    "behaviour.satisfaction.inside_zone": (
        "how much surprise counts inside it",
        "cuánto cuenta la sorpresa dentro",
    ),
    "behaviour.satisfaction.curvature": ("diminishing sensitivity", "sensibilidad decreciente"),
    "behaviour.expectations.will_weight": (
        "how expectations colour what is seen",
        "cuánto lo esperado tiñe lo que se ve",
    ),
    "behaviour.expectations.should_weight": (
        "how what is owed colours it",
        "cuánto lo merecido lo tiñe",
    ),
    "behaviour.expectations.will_learning": (
        "how fast expectations learn",
        "qué tan rápido aprende lo esperado",
    ),
    "behaviour.expectations.should_learning": (
        "how fast what is owed learns",
        "qué tan rápido aprende lo merecido",
    ),
    "behaviour.expectations.promise": (
        "weight of what is promised in first expectations",
        "peso de lo que se promete en las primeras expectativas",
    ),
    "behaviour.expectations.word": (
        "weight of what is said in first expectations",
        "peso de lo que se dice en las primeras expectativas",
    ),
    "behaviour.expectations.promise_pull": (
        "how much more a bolder promise attracts, per point",
        "cuánto más atrae una promesa mayor, por punto",
    ),
    "behaviour.expectations.visits_a_month": (
        "visits a month in this case",
        "visitas al mes en este caso",
    ),
    "behaviour.effort.repeat": (
        "quality lost when a contact has to be made again",
        "calidad que se pierde al repetir un contacto",
    ),
    "behaviour.effort.channel": (
        "quality lost when the channel has to be changed",
        "calidad que se pierde al cambiar de canal",
    ),
    "behaviour.mood.strength": (
        "how much mood colours what is seen",
        "cuánto tiñe el ánimo lo que se ve",
    ),
    "behaviour.mood.persistence": (
        "share of a mood that lasts to the next visit",
        "parte del ánimo que dura hasta la visita siguiente",
    ),
    "behaviour.mood.reaction": (
        "how much a visit moves the mood",
        "cuánto mueve el ánimo una visita",
    ),
    "behaviour.personalisation.fit": (
        "quality gained per point of personal fit",
        "calidad que se gana por punto de ajuste a la persona",
    ),
    "behaviour.personalisation.intrusion": (
        "quality lost per point of intrusion",
        "calidad que se pierde por punto de intrusión",
    ),
    "behaviour.waiting.elapsed": (
        "quality lost per day of waiting for what was promised",
        "calidad que se pierde por día de espera de lo prometido",
    ),
    "behaviour.waiting.late": (
        "quality lost per day beyond the promised one",
        "calidad que se pierde por día después del prometido",
    ),
    "behaviour.mood.contagion": (
        "how far an employee’s mood, as shown, moves the customer’s",
        "cuánto mueve al cliente el ánimo que muestra el empleado",
    ),
    "behaviour.effort.handoff": (
        "quality lost by being handed on",
        "calidad que se pierde al ser pasado a otra persona",
    ),
    "behaviour.effort.kept": (
        "share of that, and of a repeat, left where the story is known",
        "parte de eso, y de repetir, que queda si ya conocen la historia",
    ),
    "behaviour.queueing.strength": (
        "quality lost per minute in line",
        "calidad que se pierde por minuto en la fila",
    ),
    "behaviour.queueing.acceptable": (
        "minutes of waiting that cost nothing",
        "minutos de espera que no cuestan nada",
    ),
    "behaviour.queueing.curvature": (
        "above 1, later minutes cost more; below, less",
        "sobre 1, los últimos minutos cuestan más; bajo 1, menos",
    ),
    "behaviour.queueing.idle": (
        "how much longer an empty wait feels",
        "cuánto más larga se siente una espera vacía",
    ),
    "behaviour.queueing.unexplained": (
        "how much longer an unexplained wait feels",
        "cuánto más larga se siente una espera sin explicación",
    ),
    "behaviour.queueing.unserved": (
        "quality lost by not being served at all",
        "calidad que se pierde por no ser atendido",
    ),
    "behaviour.queueing.called_back": (
        "share of a wait felt by who is promised a call back",
        "parte de la espera que siente aquel a quien prometen llamar",
    ),
    "behaviour.display.strength": (
        "quality gained by a good mood, shown and felt",
        "calidad que se gana con buen ánimo mostrado y sentido",
    ),
    "behaviour.display.surface_worth": (
        "worth of what is put on against what is felt",
        "cuánto vale lo fingido frente a lo sentido",
    ),
    "behaviour.strain.threshold": (
        "share of time with customers above which work strains",
        "parte del tiempo con clientes desde la que el trabajo desgasta",
    ),
    "behaviour.strain.load": (
        "strain a month per unit of load above that",
        "desgaste al mes por unidad de carga sobre ese umbral",
    ),
    "behaviour.strain.surface": (
        "strain a month by putting feelings on",
        "desgaste al mes por fingir lo que se siente",
    ),
    "behaviour.strain.rude": (
        "strain a month if every customer were rude",
        "desgaste al mes si todos los clientes fueran groseros",
    ),
    "behaviour.strain.recovery": (
        "rate a month at which strain passes",
        "tasa al mes con que pasa el desgaste",
    ),
    "behaviour.strain.quality": (
        "quality lost per unit of strain",
        "calidad que se pierde por unidad de desgaste",
    ),
    "behaviour.strain.pace": (
        "how much slower service is, per unit of strain",
        "cuánto más lenta es la atención por unidad de desgaste",
    ),
    "behaviour.strain.errors": (
        "how many more failures, per unit of strain",
        "cuántas fallas más por unidad de desgaste",
    ),
    "behaviour.strain.absence": (
        "how much more absence, per unit of strain",
        "cuánta más ausencia por unidad de desgaste",
    ),
    "behaviour.strain.quits": (
        "how many more quit, per unit of strain",
        "cuántos más renuncian por unidad de desgaste",
    ),
    "behaviour.skill.pace": (
        "how far skill makes service faster; 1 in proportion",
        "cuánto acelera la destreza la atención; 1 en proporción",
    ),
    "behaviour.skill.quality": (
        "quality gained with more skill",
        "calidad que se gana con más destreza",
    ),
    "behaviour.skill.errors": (
        "how many fewer failures with more skill",
        "cuántas fallas menos con más destreza",
    ),
    "behaviour.temper.pace": (
        "how much faster service is in a better mood",
        "cuánto más rápida es la atención con mejor ánimo",
    ),
    "behaviour.temper.quality": (
        "quality gained by an employee’s better mood",
        "calidad que se gana con mejor ánimo del empleado",
    ),
    "behaviour.temper.errors": (
        "how many fewer failures in a better mood",
        "cuántas fallas menos con mejor ánimo",
    ),
    "behaviour.temper.anger": (
        "mood lost the next day, per point of customers’ dissatisfaction",
        "ánimo que se pierde al día siguiente por punto de insatisfacción de los clientes",
    ),
    "behaviour.temper.thanks": (
        "mood gained the next day, per point of customers’ satisfaction",
        "ánimo que se gana al día siguiente por punto de satisfacción de los clientes",
    ),
    "behaviour.temper.persistence": (
        "share of that left a day later",
        "parte de eso que queda un día después",
    ),
    "behaviour.directions.to_customers": (
        "multiplies what employees’ mood, display and strain do to customers; 0 switches it off",
        "multiplica lo que el ánimo, el trato y el desgaste de los empleados hacen a los clientes; "
        "0 lo apaga",
    ),
    "behaviour.directions.to_employees": (
        "multiplies what customers’ anger, thanks and rudeness do to employees; 0 switches it off",
        "multiplica lo que el enojo, la gratitud y la rudeza de los clientes hacen a los "
        "empleados; 0 lo apaga",
    ),
    "behaviour.resolution.skill": (
        "how far skill helps to solve a matter",
        "cuánto ayuda la destreza a resolver",
    ),
    "behaviour.resolution.authority": (
        "how far authority to decide helps to solve it",
        "cuánto ayuda a resolver poder decidir",
    ),
    "behaviour.resolution.context": (
        "how far knowing the customer’s story helps",
        "cuánto ayuda conocer la historia del cliente",
    ),
    "behaviour.assistant.difficulty": (
        "how much less an assistant settles of what is hard",
        "cuánto menos resuelve un asistente lo difícil",
    ),
    "behaviour.assistant.forced": (
        "quality lost by who wants a person and finds no way out",
        "calidad que pierde quien quiere una persona y no encuentra salida",
    ),
    "behaviour.recovery.authority": (
        "how much fairer help feels where employees may decide",
        "cuánto más justa se siente la ayuda si el empleado puede decidir",
    ),
    "surveys.journey.after_promise_days": (
        "ask about a journey once what was promised is so many days overdue",
        "preguntar por un recorrido cuando lo prometido lleva tantos días de atraso",
    ),
    "behaviour.memory.peak": ("weight of the worst or best", "peso de lo peor o lo mejor"),
    "behaviour.memory.end": ("weight of the end", "peso del final"),
    "behaviour.memory.learning": (
        "how much one journey leaves behind",
        "cuánto deja un recorrido",
    ),
    "behaviour.memory.loss_ratio": (
        "bad journeys against good",
        "recorridos malos frente a buenos",
    ),
    "behaviour.complaint.money": (
        "chance to complain when money was lost",
        "probabilidad de quejarse si se perdió dinero",
    ),
    "behaviour.complaint.service": (
        "chance to complain of quality or treatment",
        "probabilidad de quejarse de calidad o trato",
    ),
    "behaviour.complaint.trivial": (
        "chance to complain of a trifle",
        "probabilidad de quejarse de una nimiedad",
    ),
    "behaviour.complaint.severity": (
        "how much more, the worse the failure felt",
        "cuánto más, cuanto peor se sintió la falla",
    ),
    "behaviour.grievance.strength": (
        "how much a failure raises the odds of leaving",
        "cuánto eleva una falla la posibilidad de irse",
    ),
    "behaviour.grievance.second": (
        "how much worse a failure soon after another is",
        "cuánto peor es una falla poco después de otra",
    ),
    "behaviour.grievance.buffer": (
        "how much a long history softens it",
        "cuánto la suaviza una historia larga",
    ),
    "behaviour.grievance.memory_days": (
        "days that a grievance lasts",
        "días que dura un agravio",
    ),
    "behaviour.defection.strength": (
        "how much a friend's leaving raises the odds of leaving",
        "cuánto eleva que un amigo se vaya la posibilidad de irse",
    ),
    "behaviour.defection.memory_days": (
        "days that a friend's leaving is on one's mind",
        "días que se tiene presente que un amigo se fue",
    ),
    "behaviour.recovery.gain": (
        "share of the damage that a perfect recovery makes good",
        "parte del daño que repone una reparación perfecta",
    ),
    "behaviour.recovery.fast_days": (
        "days after which a recovery has lost most of its worth",
        "días tras los que una reparación pierde casi todo su valor",
    ),
    "behaviour.recovery.voice": (
        "share of a grievance soothed by having been heard, in vain",
        "parte del agravio que alivia haber sido oído, en vano",
    ),
    "behaviour.trust.loss": (
        "share of trust lost when money is wrongly taken",
        "parte de la confianza que se pierde por un cobro indebido",
    ),
    "behaviour.trust.gain": (
        "share of missing trust won by a journey without a failure",
        "parte de la confianza que falta que gana un recorrido sin fallas",
    ),
    "behaviour.trust.promise_rate": (
        "how far customers follow the promise, at full trust",
        "cuánto siguen los clientes la promesa, con plena confianza",
    ),
    "behaviour.leaving.strength": (
        "how satisfaction moves leaving",
        "cuánto la satisfacción mueve la salida",
    ),
    "behaviour.leaving.link": (
        "form of that: linear, saturating, exponential",
        "su forma: lineal, saturante o exponencial",
    ),
    "behaviour.expectations.category": (
        "share of what the best competitor gains that customers demand of us",
        "parte de lo que gana el mejor competidor que los clientes nos exigen",
    ),
    "behaviour.rivals.scale": (
        "how a provider's worth makes it chosen",
        "cuánto hace que se elija un proveedor lo que vale",
    ),
    "behaviour.rivals.promise": (
        "share of a competitor's promise that outsiders believe",
        "parte de lo que promete un competidor que se cree desde fuera",
    ),
    "behaviour.rivals.regret": (
        "how much sooner who left content comes back",
        "cuánto antes vuelve quien se fue contento",
    ),
    "behaviour.leaving.alternative_weight": (
        "how much a better rival counts",
        "cuánto cuenta un rival mejor",
    ),
    "behaviour.leaving.satisfaction_mean": (
        "mean satisfaction today: run, look, and set it",
        "satisfacción media hoy: corra, mírela y póngala",
    ),
    "behaviour.leaving.satisfaction_spread": (
        "its standard deviation",
        "su desviación estándar",
    ),
    "behaviour.price.elasticity": ("price elasticity", "elasticidad del precio"),
    "behaviour.price.dampening": (
        "the satisfied mind a rise less",
        "a los satisfechos un alza les pesa menos",
    ),
    "behaviour.word_of_mouth.base": (
        "chance to talk after a neutral journey",
        "probabilidad de contar un recorrido neutro",
    ),
    "behaviour.word_of_mouth.praise": (
        "more talk per point above 6",
        "se cuenta más por punto sobre 6",
    ),
    "behaviour.word_of_mouth.blame_ratio": (
        "talk below 6 against above",
        "lo malo se cuenta frente a lo bueno",
    ),
    "behaviour.word_of_mouth.told": (
        "chance that a tie hears it",
        "probabilidad de que un conocido lo oiga",
    ),
    "behaviour.word_of_mouth.retold": (
        "chance that who hears a story tells it on",
        "probabilidad de que quien oye una historia la cuente a otros",
    ),
    "behaviour.word_of_mouth.hearing": (
        "how much hearing it counts",
        "cuánto cuenta oírlo",
    ),
    "behaviour.word_of_mouth.resistance": (
        "resistance to what goes against conviction",
        "resistencia a lo contrario de lo que se cree",
    ),
    "behaviour.word_of_mouth.memory_days": (
        "days that what was heard lasts",
        "días que dura lo oído",
    ),
    "behaviour.word_of_mouth.on_leaving": (
        "how what was heard moves leaving",
        "cuánto lo oído mueve la salida",
    ),
    "market.previous.delivered": (
        "what the previous provider of newcomers delivered, 0–10",
        "lo que entregaba el proveedor anterior de los nuevos, 0–10",
    ),
    "market.previous.share": (
        "share of newcomers who had another provider",
        "parte de los nuevos que tenía otro proveedor",
    ),
    "market.previous.spread": (
        "how much that differed from person to person",
        "cuánto difería eso de una persona a otra",
    ),
    "market.trust": (
        "trust with which everybody begins",
        "confianza con la que todos empiezan",
    ),
    "market.promise": (
        "what advertising promises, 0–10",
        "lo que promete la publicidad, 0–10",
    ),
    "market.acquisition.advertising.cost": (
        "paid per new customer who came alone",
        "se paga por cliente nuevo que llegó solo",
    ),
    "market.acquisition.advertising.monthly": (
        "the firm's advertising a month",
        "publicidad de la empresa al mes",
    ),
    "market.acquisition.friends.cost": (
        "paid per new customer brought by friends",
        "se paga por cliente nuevo que llegó por amigos",
    ),
    "market.acquisition.referral.cost": (
        "paid per new customer of the referral programme",
        "se paga por cliente nuevo del programa de recomendación",
    ),
    "market.acquisition.returning.cost": (
        "paid per customer who comes back",
        "pagado por cliente que vuelve",
    ),
    "market.referral.pull": (
        "what the referral programme multiplies imitation by",
        "por cuánto multiplica la imitación el programa de recomendación",
    ),
    "market.referral.reward": (
        "paid to who referred, per new customer",
        "se paga a quien recomendó, por cliente nuevo",
    ),
    "market.arousal.per_year": (
        "how often a prospect needs to look around, a year",
        "veces al año que un prospecto necesita buscar",
    ),
    "market.arousal.search_days": (
        "days for which one then looks",
        "días que entonces busca",
    ),
    "behaviour.referral.leaving": (
        "share of leaving avoided while the referrer stays",
        "parte de la fuga que se evita mientras sigue quien recomendó",
    ),
    "behaviour.referral.margin": (
        "more margin at first of who was referred",
        "más margen al principio de quien llegó recomendado",
    ),
    "behaviour.referral.margin_days": (
        "days in which that fades",
        "días en que eso se desvanece",
    ),
    "market.reviews.count": ("reviews on day 0", "reseñas en el día 0"),
    "market.reviews.stars": ("their average, 1–5", "su media, 1–5"),
    "market.reviews.recent_days": (
        "days for which a review counts as recent",
        "días que una reseña cuenta como reciente",
    ),
    "behaviour.reviews.writing": (
        "write a review after a journey worth 2 or 4 stars",
        "escriben una reseña tras un recorrido de 2 o 4 estrellas",
    ),
    "behaviour.reviews.selection": (
        "strong feelings write more reviews",
        "quien siente más escribe más reseñas",
    ),
    "behaviour.reviews.recent": (
        "weight of recent reviews in the rating shown",
        "peso de las reseñas recientes en la nota que se muestra",
    ),
    "behaviour.reviews.volume": (
        "more reviews, more who join (elasticity)",
        "más reseñas, más altas (elasticidad)",
    ),
    "behaviour.reviews.valence": (
        "better reviews, more who join (elasticity)",
        "mejores reseñas, más altas (elasticidad)",
    ),
    "behaviour.leaving.lock_in": (
        "how much being bound keeps the dissatisfied",
        "cuánto retiene la atadura a los insatisfechos",
    ),
    "behaviour.spend.level": ("the satisfied spend more", "los satisfechos gastan más"),
    "behaviour.spend.change": (
        "those who become satisfied spend more",
        "quienes llegan a estar satisfechos gastan más",
    ),
    "behaviour.spend.tenure_weakens": (
        "how both weaken, a year of tenure",
        "cuánto se debilitan ambos, por año de antigüedad",
    ),
    "behaviour.willingness_to_pay.slope": (
        "what one would pay more, in the middle",
        "lo que se pagaría de más, en el centro",
    ),
    "behaviour.willingness_to_pay.cubic": (
        "what one would pay more, at both ends",
        "lo que se pagaría de más, en los extremos",
    ),
    "surveys.exit.candour": (
        "who leaves says why; the others, the price",
        "quien se va dice por qué; los demás, el precio",
    ),
    "relationship.lock_in": (
        "how far leaving is barred, 0 to 1",
        "cuánto se impide irse, de 0 a 1",
    ),
    "relationship.lines.*.label": ("a line of business", "una línea de negocio"),
    "relationship.partial": (
        "about to leave with several lines, drop one",
        "a punto de irse con varias líneas, dejan una",
    ),
    "relationship.cross_sell": (
        "take a line they lack, a year",
        "toman una línea que les falta, al año",
    ),
    "behaviour.economy.experience": (
        "how much more experience counts in good times",
        "cuánto más cuenta la experiencia en buenos tiempos",
    ),
    "behaviour.economy.mood": (
        "how much better the mood is in good times",
        "cuánto mejor es el ánimo en buenos tiempos",
    ),
    "context.*": (
        "the world outside, day by day: the economy, the season",
        "el mundo de fuera, día a día: la economía, la temporada",
    ),
    "campaigns.*": (
        "contacts that nobody asked for, today",
        "contactos que nadie pidió, hoy",
    ),
    "figures": (
        "what the firm's dashboard says today, from low to high",
        "lo que dice hoy el tablero de la empresa, de mínimo a máximo",
    ),
}


def meaning(place: str) -> Pair:
    """What a place means; of one of a group, what the group does; nothing where nobody knows."""
    group = place.rpartition(".")[0]
    named = next((told for key, told in MEANINGS.items() if "*" in key and _fits(place, key)), None)
    return MEANINGS.get(place) or MEANINGS.get(group) or named or ("", "")


def _fits(place: str, pattern: str) -> bool:
    """Whether a place is the one of a pattern, or lies within it; `*` stands for any name."""
    parts, wanted = place.split("."), pattern.split(".")
    return len(parts) >= len(wanted) and all(
        want in ("*", part) for part, want in zip(parts, wanted, strict=False)
    )
