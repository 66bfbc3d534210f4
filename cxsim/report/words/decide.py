"""Words of the business case, in both languages."""

EN = {
    "verdict_pilot": "PILOT",
    "because_pilot": "What is known today does not decide it, and a pilot could tell more than "
    "it costs.",
    "fails_under": "**Fails if** carried out to less than {share} of the plan.",
    "fails_over": "**Fails if** carried out to more than {share} of the plan.",
    "fails_between": "**Fails if** carried out to between {shares} of the plan.",
    "fails_outside": "**Fails unless** carried out to between {shares} of the plan.",
    "fails_always": "With all else as assumed it **loses**, at anything from {low} to {high} of "
    "the plan.",
    "fails_never": "How well it is carried out does not decide it: with all else as assumed, it "
    "gains at anything from {low} to {high} of the plan.",
    "fails_unknown": "How well it must be carried out cannot be told from luck.",
    "stop_if": "**Stop if** by month {month} {signal}; {spent} spent by then.",
    "stop_never": "**When to stop** cannot be told: no early sign in churn or in measured NPS "
    "tells losses from gains reliably enough to be worth acting on.",
    "stop_churn_not_fallen": "churn by choice since the start is not at least {amount} a month "
    "below that of customers left on today’s journey",
    "stop_churn_risen": "churn by choice since the start is more than {amount} a month above "
    "that of customers left on today’s journey",
    "stop_nps_not_risen": "measured NPS is not at least {amount} points above that of customers "
    "left on today’s journey",
    "stop_nps_fallen": "measured NPS is more than {amount} points below that of customers left "
    "on today’s journey",
    "measure_first": "**Measure first** {assumption}: knowing it is worth up to {worth}.",
    "measure_none": "**Measure first:** no single assumption was found whose knowledge would "
    "change the choice.",
    "hangs_most": "Of what can be told from luck, the net gain hangs most on “{assumption}”: "
    "{low} at {at_low}, {high} at {at_high}.",
    "named_execution": "how well plans are carried out",
    "named_place": "{part}: {leaf}",
    "conflict": "Two levers work against each other: {said}",
    "business_heading": "The business case",
    "why_heading": "What each lever adds",
    "why_lead": "The whole difference, divided among the levers: what each adds on average, "
    "whichever others are there already. Every set of levers was lived by the same customers "
    "with the same luck, so the parts sum to the whole.",
    "waterfall_title": "Net present value, lever by lever",
    "waterfall_alt": "Net present value, lever by lever. {items}.",
    "waterfall_caption": "Mean of {lives} lives at central values (page one: of {all}); each "
    "lever with its own cost. Lines: 95% of the futures in which every set of levers was lived.",
    "waterfall_whole": "the whole redesign",
    "shares_title": "What each lever adds, with its range",
    "shares_note": "Means at central values; in brackets 95% of the futures in which every set "
    "of levers was lived. Money is net of each lever’s own cost.",
    "lever": "lever",
    "adds_npv": "net present value",
    "adds_nps": "NPS (points)",
    "adds_kept": "customers kept, month 12",
    "together_more": "{first} and {second} help each other: together they add {amount} more than "
    "apart.",
    "together_less": "{first} and {second} do part of the same work: together they add {amount} "
    "less than apart.",
    "no_levers": "Nothing of this redesign is switched on.",
    "sampled_levers": "With so many levers not all sets were lived: each share comes from orders "
    "drawn at random, with an error of up to {error}.",
    "sure_heading": "How sure this is",
    "spread_title": "Where the doubt comes from",
    "spread_note": "How far off the net gain typically is if only this is in doubt. Luck: that of "
    "the customers simulated; a firm with more of them has less. Assumptions: values drawn from "
    "their ranges. Form: whether staying follows satisfaction in a straight line, with "
    "diminishing or with growing returns.",
    "spread_source": "source of doubt",
    "spread_size": "net gain ± ",
    "spread_luck": "luck",
    "spread_parameters": "assumptions",
    "spread_structure": "form of the link to staying",
    "forms_title": "Net gain by the form of the link from satisfaction to staying",
    "forms_note": "At central values, with the same luck. Evidence exists for each form.",
    "form": "form",
    "form_linear": "straight line",
    "form_saturating": "diminishing returns",
    "form_exponential": "growing returns",
    "risk_title": "In how many futures it goes wrong",
    "risk_note": "Of the futures tested, as they were lived. What is given up: by how much each "
    "choice falls behind the best one of each future, on average.",
    "choice": "choice",
    "choice_nothing": "no change",
    "choice_redesign": "the redesign",
    "choice_discount": "the same money as a discount",
    "risk_loses": "loses money in",
    "risk_given": "then, on average",
    "risk_beats_nothing": "beats no change in",
    "risk_beats_discount": "beats the discount in",
    "risk_regret": "gives up",
    "of_futures": "{share} of the futures",
    "reproducing": "In {futures} of the {all} futures tested, today’s journey has all {count} "
    "figures that the firm states; in {wins} of those, the redesign beats no change.",
    "reproducing_none": "In none of the futures tested today’s journey has all {count} figures "
    "that the firm states: the ranges of the assumptions are wide against what the firm knows.",
    "tornado_title": "What the net gain hangs on",
    "tornado_alt": "What the net gain hangs on: net present value at both ends of each "
    "assumption. {items}.",
    "tornado_caption": "Net present value at the lowest and the highest value lived of each "
    "assumption, all others at central values; beside each bar its values. Dashed: as on page "
    "one. Only those are shown that could be told from luck.",
    "tornado_item": "{assumption}: {low} at {at_low}, {high} at {at_high}",
    "tornado_none": "No single assumption moves the net gain so much that it could be told from "
    "luck and from the others in {count} futures.",
    "beyond_heading": "Beyond what was tested",
    "beyond_break_even": "{name}: the choice would turn at about {value}, beyond the {span} "
    "tested. Nothing was lived there.",
    "beyond_best": "{name}: the best value may lie at about {value}, beyond the {span} tested. "
    "Nothing was lived there.",
    "links_title": "Effects that are assumed to be causes",
    "links_note": "None of these strengths is known from an experiment in this firm: firms were "
    "watched, and customers who feel better may stay for other reasons. The redesign stops "
    "paying at the strength in the last column, where one lies within the range.",
    "link_place": "effect",
    "link_value": "strength, with its range",
    "link_source": "source",
    "link_breaks": "stops paying",
    "link_below": "below {value}",
    "link_above": "above {value}",
    "link_always": "at none tested",
    "link_never": "pays at none tested",
    "link_several": "at several",
    "fund_heading": "What to fund",
    "fund_all": "What to fund: of all sets of its levers, **{levers}** gains most at central "
    "values: {value}, for {cost}.",
    "fund_within": "What to fund: with a budget of {budget}, **{levers}** gains most at central "
    "values: {value}, for {cost}.",
    "fund_nothing": "What to fund: no set of its levers that can be paid for is worth its money "
    "at central values, so none.",
    "fund_order": "Begin with {order}: wherever the money may end, most has then been gained on "
    "average.",
    "fund_more": "A tenth more money would pay for {levers}, worth {value} more.",
    "fund_unaffordable": "None of its levers can be funded: {why}.",
    "fund_untold": "Which levers to fund cannot be told where not every set of them was lived.",
    "sets_title": "Sets of levers worth looking at",
    "sets_note": "Those that nothing cheaper, or safer, equals in value, and the best. At worst: "
    "mean of the worst tenth of the futures lived ({futures}). Cost at present value. Each "
    "redesign is looked at with the whole budget.",
    "sets_levers": "levers",
    "sets_value": "gains",
    "sets_cost": "costs",
    "sets_worst": "at worst",
    "sets_loss": "loses in",
    "sets_none": "none",
    "sets_whole": "all of them",
    "pilot_heading": "Pilot, and when to stop",
    "pilot_yes": "A pilot of **{span}** with **{arm} customers in each of two groups**, one with "
    "the redesign and one without, could tell the difference in churn by choice; it costs "
    "{price}, all that is paid once included, and what it can tell is worth up to {worth}.",
    "pilot_dear": "A pilot would take {span} with {arm} customers in each of two groups and cost "
    "{price}; what it can tell is worth up to {worth}: **not worth it**.",
    "pilot_infeasible": "No pilot can tell the difference in churn by choice: even half of all "
    "customers in each group, for {span}, are too few.",
    "pilot_least": "No pilot can tell the difference in churn by choice: half of all customers in "
    "each group, for {span}, could tell {least} apart, and no less.",
    "pilot_talk": "No pilot of customers can tell the difference in churn by choice: it comes by "
    "what customers tell each other, and both groups hear it. Compare whole towns instead.",
    "pilot_none": "No difference in leaving by choice is seen beyond luck, so there is no pilot "
    "to size.",
    "stop_accuracy": "That rule stops {good} of the futures that would have gained, and lets go "
    "on {bad} of those that lose.",
    "method_link": "How these figures are made: method.html",
    "method_title": "{name}: how the business case is made",
    "method_back": "Back to the report",
    "method_shares": "Shares are Shapley values: each lever’s addition, averaged over all orders "
    "in which the levers may come (Shapley 1953). They are exact: all {count} sets of levers "
    "were lived, in {lives} lives each, by the same customers with the same luck as today’s "
    "journey.",
    "method_shares_sampled": "Shares are Shapley values from {count} orders of the levers drawn "
    "at random, each lived with its reverse; the sampling error is given.",
    "method_shares_title": "Shapley values by metric",
    "method_metric": "metric",
    "method_share": "share",
    "method_luck": "95%, luck alone",
    "method_both": "95%, assumptions and luck",
    "method_error": "sampling error",
    "method_pairs_title": "Shapley interactions",
    "method_pair": "levers",
    "method_information": "The expected value of perfect information (EVPI) is what choosing "
    "after knowing all assumptions would gain over choosing now (Raiffa & Schlaifer 1961): "
    "{evpi} ± {error}. The redesign’s own assumptions and the links through which a gain can come "
    "are lived at both ends with the same luck, all else at central values (Howard 1988), and "
    "kept where the studentized range sets them apart from luck; what they leave of net present "
    "value is taken from a smooth regression on the values drawn (Strong, Oakley & Brennan "
    "2014). Both explain {explained} of the variance in futures that the regression has not "
    "seen. Were all that they do not explain, but luck, knowable as well, it would be at most "
    "{most}. What a pilot can tell (execution, effects and reach of the levers) is worth {own}.",
    "method_partial_title": "Expected value of partial perfect information (EVPPI)",
    "method_partial_note": "Of single assumptions; 0 where none is listed. EVPI ≥ EVPPI ≥ 0.",
    "method_assumption": "assumption",
    "method_worth": "worth",
    "method_cvar": "“At worst” is the conditional value at risk (CVaR) of the worst tenth of the "
    "futures (Rockafellar & Uryasev 2002).",
    "method_stop": "The rule for stopping was chosen on all futures; it is told only where rules "
    "chosen on one half of them gain in the other half ({gain} on average, at least {low} with "
    "95% confidence). Measured NPS and churn carry the sampling error of a control group of "
    "{held} of all customers.",
    "method_pilot": "Sizes of a pilot are for a power of 80% at 5% significance, two-sided, two "
    "proportions (Fleiss, Levin & Paik 2003), of customers who have left by then at central "
    "values, thinned by talk between the groups: {told} of the effect on leaving is gone where "
    "nobody talks. A pilot is advised only if what it can tell, less 1.64 standard errors and "
    "for the months that are left, exceeds its price.",
    "form_npv": "net gain",
    "pilot_nothing": "Nothing that a pilot could tell was found to change the choice. It would "
    "take {span} with {arm} customers in each of two groups, and cost {price}.",
    "budget_short": "The verdict is on all of it, which costs {cost}: more than the budget of "
    "{budget}.",
    "fund_alike": "The futures lived do not tell it from {levers}, for {cost}.",
    "fund_alike_none": "The futures lived do not tell it from funding nothing.",
    "fund_alike_something": "The futures lived do not tell that from {levers}, for {cost}.",
    "sets_note_few": "Those that nothing cheaper, or safer, equals in value, and the best: gains "
    "at central values, cost at present value. The best of many sets looks better than it is. "
    "Each redesign is looked at with the whole budget.",
    "link_untold": "not told from luck",
    "method_luck_few": "The standard deviation by luck is from {lives} lives, so it is itself "
    "sure to about a third.",
    "fund_limits": "Limits kept: {limits}.",
    "limit_yearly": "{money} in any twelve months",
    "limit_capacity": "{count} begun in any three months",
    "fund_limited": "What to fund: within the limits asked for, **{levers}** gains most at "
    "central values: {value}, for {cost}.",
    "stop_few": "**When to stop** cannot be told with {count} futures.",
    "leaf_effect": "its effect",
    "leaf_reach": "share reached",
    "leaf_one_off": "cost, once",
    "leaf_monthly": "cost a month",
    "leaf_upkeep": "upkeep a month",
    "leaf_cost": "cost of each",
    "named_leaving_strength": "how much satisfaction keeps customers",
    "named_leaving_alternative_weight": "how much better offers elsewhere draw customers away",
    "named_grievance_strength": "how much a failure drives customers away",
    "named_recovery_gain": "how much a good recovery makes up",
    "named_effort_repeat": "what coming again costs in quality",
    "named_effort_handoff": "what being handed on costs in quality",
    "named_queueing_strength": "what a minute in line costs in quality",
    "named_waiting_late": "what a day beyond the promise costs in quality",
    "named_display_strength": "what a good mood of employees gives",
    "named_trust_loss": "trust lost by a billing error",
    "named_expectations_promise_pull": "how much a bolder promise attracts",
    "named_word_of_mouth_hearing": "how much what is heard moves people",
    "named_word_of_mouth_on_leaving": "how much what is heard moves leaving",
    "named_defection_strength": "how much a friend’s leaving draws along",
    "named_reviews_valence": "how much better reviews attract",
    "named_referral_leaving": "how much longer the referred stay",
    "named_spend_level": "how much the satisfied spend",
    "named_spend_change": "how much rising satisfaction adds to spend",
    "named_price_elasticity": "how strongly price moves staying",
}
ES = {
    "verdict_pilot": "PILOTEAR",
    "because_pilot": "Lo que se sabe hoy no lo decide, y un piloto podría decir más de lo que "
    "cuesta.",
    "fails_under": "**Fracasa si** se ejecuta menos del {share} del plan.",
    "fails_over": "**Fracasa si** se ejecuta más del {share} del plan.",
    "fails_between": "**Fracasa si** se ejecuta entre {shares} del plan.",
    "fails_outside": "**Fracasa salvo que** se ejecute entre {shares} del plan.",
    "fails_always": "Con lo demás como se supone, **pierde** con cualquier ejecución del {low} al "
    "{high} del plan.",
    "fails_never": "Cuán bien se ejecute no lo decide: con lo demás como se supone, gana con "
    "cualquier ejecución del {low} al {high} del plan.",
    "fails_unknown": "Cuán bien debe ejecutarse no se distingue del azar.",
    "stop_if": "**Deténgalo si** en el mes {month} {signal}; habrá gastado {spent}.",
    "stop_never": "**Cuándo detenerlo** no se puede decir: ninguna señal temprana en la fuga o "
    "en el NPS medido separa pérdidas de ganancias como para actuar según ella.",
    "stop_churn_not_fallen": "la fuga voluntaria desde el inicio no está al menos {amount} al "
    "mes por debajo de la de los clientes que siguen en el recorrido de hoy",
    "stop_churn_risen": "la fuga voluntaria desde el inicio está más de {amount} al mes por "
    "encima de la de los clientes que siguen en el recorrido de hoy",
    "stop_nps_not_risen": "el NPS medido no está al menos {amount} puntos por encima del de los "
    "clientes que siguen en el recorrido de hoy",
    "stop_nps_fallen": "el NPS medido está más de {amount} puntos por debajo del de los clientes "
    "que siguen en el recorrido de hoy",
    "measure_first": "**Mida primero** {assumption}: saberlo vale hasta {worth}.",
    "measure_none": "**Mida primero:** no se halló ningún supuesto que, de saberse, cambiara por "
    "sí solo la elección.",
    "hangs_most": "De lo que se distingue del azar, la ganancia neta depende sobre todo de "
    "«{assumption}»: {low} con {at_low}, {high} con {at_high}.",
    "named_execution": "cuán bien se ejecutan los planes",
    "named_place": "{part}: {leaf}",
    "conflict": "Dos palancas trabajan una contra otra: {said}",
    "business_heading": "El caso de negocio",
    "why_heading": "Qué aporta cada palanca",
    "why_lead": "Toda la diferencia, repartida entre las palancas: lo que cada una agrega en "
    "promedio, estén ya las que estén. Cada conjunto de palancas lo vivieron los mismos clientes "
    "con la misma suerte, así que las partes suman el todo.",
    "waterfall_title": "Valor presente neto, palanca por palanca",
    "waterfall_alt": "Valor presente neto, palanca por palanca. {items}.",
    "waterfall_caption": "Promedio de {lives} vidas con valores centrales (página uno: de "
    "{all}); cada palanca con su propio costo. Líneas: 95% de los futuros en que se vivió cada "
    "conjunto de palancas.",
    "waterfall_whole": "el rediseño entero",
    "shares_title": "Qué aporta cada palanca, con su rango",
    "shares_note": "Promedios con valores centrales; entre paréntesis, el 95% de los futuros en "
    "que se vivió cada conjunto de palancas. El dinero es neto del costo de cada palanca.",
    "lever": "palanca",
    "adds_npv": "valor presente neto",
    "adds_nps": "NPS (puntos)",
    "adds_kept": "clientes conservados, mes 12",
    "together_more": "{first} y {second} se ayudan: juntas agregan {amount} más que por separado.",
    "together_less": "{first} y {second} hacen en parte el mismo trabajo: juntas agregan "
    "{amount} menos que por separado.",
    "no_levers": "Nada de este rediseño está encendido.",
    "sampled_levers": "Con tantas palancas no se vivieron todos los conjuntos: cada parte viene "
    "de órdenes al azar, con un error de hasta {error}.",
    "sure_heading": "Con qué certeza",
    "spread_title": "De dónde viene la duda",
    "spread_note": "Cuánto se aparta típicamente la ganancia neta si solo esto es dudoso. Azar: el "
    "de los clientes simulados; una empresa con más tiene menos. Supuestos: valores sorteados en "
    "sus rangos. Forma: si quedarse sigue a la satisfacción en línea recta, con rendimientos "
    "decrecientes o crecientes.",
    "spread_source": "fuente de duda",
    "spread_size": "ganancia neta ± ",
    "spread_luck": "azar",
    "spread_parameters": "supuestos",
    "spread_structure": "forma del vínculo con quedarse",
    "forms_title": "Ganancia neta según la forma del vínculo entre satisfacción y quedarse",
    "forms_note": "Con valores centrales y la misma suerte. Hay evidencia de cada forma.",
    "form": "forma",
    "form_linear": "línea recta",
    "form_saturating": "rendimientos decrecientes",
    "form_exponential": "rendimientos crecientes",
    "risk_title": "En cuántos futuros sale mal",
    "risk_note": "De los futuros probados, tal como se vivieron. A lo que se renuncia: cuánto "
    "queda cada elección detrás de la mejor de cada futuro, en promedio.",
    "choice": "elección",
    "choice_nothing": "sin cambios",
    "choice_redesign": "el rediseño",
    "choice_discount": "el mismo dinero en descuento",
    "risk_loses": "pierde dinero en",
    "risk_given": "entonces, en promedio",
    "risk_beats_nothing": "le gana a no hacer nada en",
    "risk_beats_discount": "le gana al descuento en",
    "risk_regret": "renuncia a",
    "of_futures": "{share} de los futuros",
    "reproducing": "En {futures} de los {all} futuros probados, el recorrido de hoy tiene las "
    "{count} cifras que la empresa declara; en {wins} de esos, el rediseño le gana a no hacer "
    "nada.",
    "reproducing_none": "En ninguno de los futuros probados el recorrido de hoy tiene las "
    "{count} cifras que la empresa declara: los rangos de los supuestos son amplios frente a lo "
    "que la empresa sabe.",
    "tornado_title": "De qué depende la ganancia neta",
    "tornado_alt": "De qué depende la ganancia neta: valor presente neto en los dos extremos de "
    "cada supuesto. {items}.",
    "tornado_caption": "Valor presente neto con el valor más bajo y el más alto vividos de cada "
    "supuesto, los demás en valores centrales; junto a cada barra, sus valores. Línea de puntos: "
    "como en la página uno. Solo se muestran los que se distinguen del azar.",
    "tornado_item": "{assumption}: {low} con {at_low}, {high} con {at_high}",
    "tornado_none": "Ningún supuesto por sí solo mueve la ganancia neta tanto que se distinga "
    "del azar y de los demás en {count} futuros.",
    "beyond_heading": "Más allá de lo probado",
    "beyond_break_even": "{name}: la elección cambiaría cerca de {value}, fuera de lo probado "
    "({span}). Allí no se vivió nada.",
    "beyond_best": "{name}: el mejor valor puede estar cerca de {value}, fuera de lo probado "
    "({span}). Allí no se vivió nada.",
    "links_title": "Efectos que se suponen causas",
    "links_note": "Ninguna de estas fuerzas se conoce por un experimento en esta empresa: se ha "
    "observado a empresas, y quien se siente mejor puede quedarse por otras razones. El rediseño "
    "deja de convenir con la fuerza de la última columna, si la hay dentro del rango.",
    "link_place": "efecto",
    "link_value": "fuerza, con su rango",
    "link_source": "fuente",
    "link_breaks": "deja de convenir",
    "link_below": "por debajo de {value}",
    "link_above": "por encima de {value}",
    "link_always": "con ninguna probada",
    "link_never": "no conviene con ninguna probada",
    "link_several": "en varias",
    "fund_heading": "Qué financiar",
    "fund_all": "Qué financiar: de todos los conjuntos de sus palancas, **{levers}** es lo que "
    "más gana con valores centrales: {value}, por {cost}.",
    "fund_within": "Qué financiar: con un presupuesto de {budget}, **{levers}** es lo que más "
    "gana con valores centrales: {value}, por {cost}.",
    "fund_nothing": "Qué financiar: ningún conjunto de sus palancas que se pueda pagar vale su "
    "dinero con valores centrales, así que ninguna.",
    "fund_order": "Empiece por {order}: donde sea que se acabe el dinero, en promedio se habrá "
    "ganado lo más posible.",
    "fund_more": "Un décimo más de dinero pagaría {levers}, que vale {value} más.",
    "fund_unaffordable": "No se puede financiar ninguna de sus palancas: {why}.",
    "fund_untold": "Qué palancas financiar no se puede decir si no se vivió cada conjunto de "
    "ellas.",
    "sets_title": "Conjuntos de palancas que conviene mirar",
    "sets_note": "Aquellos que nada más barato, o más seguro, iguala en valor, y el mejor. En lo "
    "peor: promedio del peor décimo de los futuros vividos ({futures}). Costo en valor presente. "
    "Cada rediseño se mira con todo el presupuesto.",
    "sets_levers": "palancas",
    "sets_value": "gana",
    "sets_cost": "cuesta",
    "sets_worst": "en lo peor",
    "sets_loss": "pierde en",
    "sets_none": "ninguna",
    "sets_whole": "todas",
    "pilot_heading": "Piloto, y cuándo detenerse",
    "pilot_yes": "Un piloto de **{span}** con **{arm} clientes en cada uno de dos grupos**, uno "
    "con el rediseño y otro sin él, podría distinguir la diferencia en fuga voluntaria; cuesta "
    "{price}, con todo lo que se paga una vez, y lo que puede decir vale hasta {worth}.",
    "pilot_dear": "Un piloto tomaría {span} con {arm} clientes en cada uno de dos grupos y "
    "costaría {price}; lo que puede decir vale hasta {worth}: **no vale la pena**.",
    "pilot_infeasible": "Ningún piloto distingue la diferencia en fuga voluntaria: ni la mitad "
    "de todos los clientes en cada grupo, por {span}, alcanza.",
    "pilot_least": "Ningún piloto distingue la diferencia en fuga voluntaria: la mitad de todos "
    "los clientes en cada grupo, por {span}, distingue {least}, y no menos.",
    "pilot_talk": "Ningún piloto con clientes distingue la diferencia en fuga voluntaria: viene de "
    "lo que los clientes se cuentan, y ambos grupos lo oyen. Compare ciudades enteras.",
    "pilot_none": "No se ve una diferencia en la fuga voluntaria más allá del azar, así que no "
    "hay piloto que dimensionar.",
    "stop_accuracy": "Esa regla detiene {good} de los futuros que habrían ganado, y deja seguir "
    "{bad} de los que pierden.",
    "method_link": "Cómo se hacen estas cifras: method.html",
    "method_title": "{name}: cómo se hace el caso de negocio",
    "method_back": "Volver al informe",
    "method_shares": "Las partes son valores de Shapley: lo que agrega cada palanca, en promedio "
    "sobre todos los órdenes en que pueden llegar (Shapley 1953). Son exactos: se vivieron los "
    "{count} conjuntos de palancas, en {lives} vidas cada uno, con los mismos clientes y la "
    "misma suerte que el recorrido de hoy.",
    "method_shares_sampled": "Las partes son valores de Shapley de {count} órdenes de las "
    "palancas al azar, cada uno vivido con su inverso; se da el error de muestreo.",
    "method_shares_title": "Valores de Shapley por medida",
    "method_metric": "medida",
    "method_share": "parte",
    "method_luck": "95%, solo azar",
    "method_both": "95%, supuestos y azar",
    "method_error": "error de muestreo",
    "method_pairs_title": "Interacciones de Shapley",
    "method_pair": "palancas",
    "method_information": "El valor esperado de la información perfecta (EVPI) es lo que elegir "
    "después de conocer todos los supuestos ganaría sobre elegir ahora (Raiffa & Schlaifer "
    "1961): {evpi} ± {error}. Los supuestos del rediseño y los vínculos por los que puede venir "
    "una ganancia se viven en sus dos extremos con el mismo azar y lo demás en valores centrales "
    "(Howard 1988), y se conservan donde el rango studentizado los distingue del azar; lo que "
    "dejan del valor presente neto se toma de una regresión suave sobre los valores sorteados "
    "(Strong, Oakley & Brennan 2014). Ambos explican {explained} de la varianza en futuros que "
    "la regresión no ha visto. Si todo lo que no explican, salvo el azar, también se pudiera "
    "saber, sería a lo sumo {most}. Lo que un piloto puede decir (ejecución, efectos y alcance "
    "de las palancas) vale {own}.",
    "method_partial_title": "Valor esperado de la información perfecta parcial (EVPPI)",
    "method_partial_note": "De supuestos sueltos; 0 donde no hay ninguno. EVPI ≥ EVPPI ≥ 0.",
    "method_assumption": "supuesto",
    "method_worth": "vale",
    "method_cvar": "“En lo peor” es el valor en riesgo condicional (CVaR) del peor décimo de los "
    "futuros (Rockafellar & Uryasev 2002).",
    "method_stop": "La regla para detenerse se eligió con todos los futuros; se dice solo si las "
    "reglas elegidas con una mitad ganan en la otra ({gain} en promedio, al menos {low} con 95% "
    "de confianza). El NPS medido y la fuga llevan el error de muestreo de un grupo de control "
    "del {held} de los clientes.",
    "method_pilot": "Los tamaños del piloto son para una potencia de 80% con 5% de "
    "significancia, a dos colas, dos proporciones (Fleiss, Levin & Paik 2003), de clientes que "
    "para entonces se han ido con valores centrales, menguados por lo que se habla entre grupos: "
    "{told} del efecto en la fuga desaparece si nadie habla. Se aconseja un piloto solo si lo "
    "que puede decir, menos 1.64 errores estándar y por los meses que quedan, supera su precio.",
    "form_npv": "ganancia neta",
    "pilot_nothing": "No se halló nada que un piloto pudiera decir y que cambiara la elección. "
    "Tomaría {span} con {arm} clientes en cada uno de dos grupos, y costaría {price}.",
    "budget_short": "El veredicto es sobre todo el rediseño, que cuesta {cost}: más que el "
    "presupuesto de {budget}.",
    "fund_alike": "Los futuros vividos no lo distinguen de {levers}, por {cost}.",
    "fund_alike_none": "Los futuros vividos no lo distinguen de no financiar nada.",
    "fund_alike_something": "Los futuros vividos no distinguen eso de {levers}, por {cost}.",
    "sets_note_few": "Aquellos que nada más barato, o más seguro, iguala en valor, y el mejor: "
    "ganancia con valores centrales, costo en valor presente. El mejor de muchos parece mejor de "
    "lo que es. Cada rediseño se mira con todo el presupuesto.",
    "link_untold": "no se distingue del azar",
    "method_luck_few": "La desviación por azar sale de {lives} vidas, así que ella misma es "
    "segura a un tercio, más o menos.",
    "fund_limits": "Límites respetados: {limits}.",
    "limit_yearly": "{money} en doce meses cualesquiera",
    "limit_capacity": "{count} iniciadas en tres meses cualesquiera",
    "fund_limited": "Qué financiar: dentro de los límites pedidos, **{levers}** es lo que más "
    "gana con valores centrales: {value}, por {cost}.",
    "stop_few": "**Cuándo detenerlo** no se puede saber con {count} futuros.",
    "leaf_effect": "su efecto",
    "leaf_reach": "parte alcanzada",
    "leaf_one_off": "costo, una vez",
    "leaf_monthly": "costo al mes",
    "leaf_upkeep": "mantenimiento al mes",
    "leaf_cost": "costo de cada una",
    "named_leaving_strength": "cuánto retiene la satisfacción",
    "named_leaving_alternative_weight": "cuánto atrae una oferta mejor de otros",
    "named_grievance_strength": "cuánto aleja una falla",
    "named_recovery_gain": "cuánto repara una buena solución",
    "named_effort_repeat": "cuánta calidad cuesta volver",
    "named_effort_handoff": "cuánta calidad cuesta ser transferido",
    "named_queueing_strength": "cuánta calidad cuesta un minuto en la fila",
    "named_waiting_late": "cuánta calidad cuesta un día más de lo prometido",
    "named_display_strength": "cuánto da el buen ánimo de los empleados",
    "named_trust_loss": "confianza que se pierde por un cobro indebido",
    "named_expectations_promise_pull": "cuánto atrae una promesa mayor",
    "named_word_of_mouth_hearing": "cuánto mueve lo que se oye",
    "named_word_of_mouth_on_leaving": "cuánto mueve la fuga lo que se oye",
    "named_defection_strength": "cuánto arrastra la salida de un amigo",
    "named_reviews_valence": "cuánto atraen mejores reseñas",
    "named_referral_leaving": "cuánto más se quedan los referidos",
    "named_spend_level": "cuánto gastan los satisfechos",
    "named_spend_change": "cuánto suma al gasto que suba la satisfacción",
    "named_price_elasticity": "con qué fuerza mueve el precio la permanencia",
}
