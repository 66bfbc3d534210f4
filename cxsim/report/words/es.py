"""Español."""

WORDS = {
    # La decisión (primera página y terminal).
    "fictitious": "FICTITIOUS COMPANY · EMPRESA FICTICIA",
    "verdict_fund": "FINANCIAR",
    "verdict_dont_fund": "NO FINANCIAR",
    "verdict_cant_tell": "NO SE PUEDE SABER",
    "because_fund": "Incluso el extremo bajo del rango gana dinero, y más que el descuento.",
    "because_dont_fund": "Incluso el extremo alto del rango pierde dinero.",
    "because_cant_tell": "Lo que hoy se sabe deja lugar a ganar y a perder, "
    "o a que un descuento rinda lo mismo.",
    "few_futures": "Se probaron muy pocos futuros para saber algo: {count}, y hacen falta al menos "
    "{least} (replications=).",
    "heading": "{name}: {verdict}",
    "invest": "Invertir {invested} en {horizon} devolvería {returned}; neto {net}; {payback}.",
    "invest_nothing": "No cuesta nada; en {horizon} devolvería {returned}; neto {net}; {payback}.",
    "invest_unknown": "Este caso no declara dinero que el rediseño pueda devolver.",
    "no_money": "Este caso no tiene dinero, así que de dinero no se dice nada. Con el rediseño: "
    "{lived}.",
    "not_begun": "{name} empieza el día {day}, pasados los {horizon} que se miran: nada de eso se "
    "vive.",
    "payback": "se recupera en el mes {month}",
    "payback_never": "no se recupera en {horizon}",
    "wins": "Gana en {nothing} de cada 10 futuros probados frente a no hacer nada; "
    "en {discount}, frente a gastar lo mismo en descuentos.",
    "wins_nothing": "Gana en {nothing} de cada 10 futuros probados frente a no hacer nada.",
    "fewer_than_one": "menos de 1",
    "more_than_nine": "más de 9",
    "why_saved": "**Por qué:** de los clientes salvados, el {share} tomó otro camino por primera "
    "vez en {touchpoint}.",
    "why_lost": "**Por qué:** de los clientes perdidos, el {share} tomó otro camino por primera "
    "vez en {touchpoint}.",
    "why_saved_as_all": "**Por qué:** de los clientes salvados, el {share} tomó otro camino por "
    "primera vez en {touchpoint}, igual que el {usual} de todas las vidas que cambian: dónde "
    "cambia primero una vida no dice quién se salva.",
    "why_lost_as_all": "**Por qué:** de los clientes perdidos, el {share} tomó otro camino por "
    "primera vez en {touchpoint}, igual que el {usual} de todas las vidas que cambian: dónde "
    "cambia primero una vida no dice quién se pierde.",
    "why_dear": "Se salvan más de los que se pierden, y aun así cuesta más de lo que devuelve.",
    "why_none_lost": "**Por qué:** no se sabe de ningún cliente perdido en las vidas simuladas; "
    "cuesta más de lo que devuelve.",
    "why_none_saved": "**Por qué:** no se salvó a ningún cliente en las vidas simuladas.",
    "who": "**Gana:** {winner}; **pierde:** {loser}.",
    "nobody": "nadie con claridad",
    "confidence": "**Confianza:** {figures}; {assumptions}. "
    "El rango incluye supuestos y azar, no {left_out}.",
    "reproduces": "reproduce {inside} de sus {stated} cifras",
    "reproduces_none": "usted no dio cifras de hoy con que contrastarlo",
    "assumptions_one": "1 supuesto sin fuente",
    "assumptions_many": "{count} supuestos sin fuente",
    "left_out": "la respuesta de los rivales ni los empleados, de quienes el caso nada dice",
    # La tabla de la primera página.
    "no_change": "sin cambios",
    "redesign": "con rediseño",
    "difference": "diferencia (rango 95%)",
    "difference_alone": "diferencia",
    "measure": "medida",
    "metric_churn_voluntary": "fuga voluntaria mensual",
    "metric_churn_non_payment": "bajas por mora",
    "metric_kept_12": "clientes en el mes 12, con los nuevos",
    "metric_retention": "retención",
    "metric_nps_measured": "NPS que verá su tablero",
    "metric_first_contact_resolution": "resuelto al primer contacto",
    "metric_repeat_contacts": "ayuda que pidió más de un contacto",
    "metric_complaints": "quejas por cada 100 clientes al mes",
    "metric_csat": "satisfechos con su recorrido (CSAT 4–5)",
    "metric_csat_measured": "CSAT que verá su tablero",
    "metric_ces": "facilidad de su recorrido (CES, 1–7)",
    "metric_ces_measured": "CES que verá su tablero",
    "metric_trust": "confianza, 0–100",
    "metric_nps": "NPS",
    "metric_nps_same": "NPS de quienes siguen en ambos casos",
    "metric_lines": "líneas por cliente",
    "metric_wtp": "lo que los clientes pagarían de más, %",
    "metric_retention_good": "retención de la décima parte más valiosa",
    "metric_retention_bad": "retención de la décima parte menos valiosa",
    "metric_churn_monthly": "fuga mensual",
    "metric_acquisition_cost": "costo de un cliente nuevo",
    "metric_clv": "valor de un cliente, el efecto persiste",
    "metric_clv_fade": "valor de un cliente, el efecto se desvanece",
    "metric_revenue": "ingresos",
    "metric_cost": "costo",
    "metric_profit": "ganancia",
    "metric_npv": "valor presente neto",
    "points": "{difference} puntos",
    "absent": "— El modelo no puede dar esta cifra en este caso.",
    # La página.
    "title": "{name}: informe de decisión",
    "kicker": "Informe de decisión",
    "skip": "Ir a las decisiones",
    "horizon": "Horizonte",
    "months": "{count} meses",
    "days": "{count} días",
    "one_day": "1 día",
    "customers": "Clientes",
    "lives": "Futuros probados",
    "futures": "{count} futuros",
    "stands_for": "1 cliente simulado representa a {scale}",
    "compared": "Los rediseños, lado a lado",
    "verdict": "veredicto",
    "plan": "rediseño",
    "invested": "inversión",
    "net_gain": "neto (rango 95%)",
    "wins_over_nothing": "gana a no hacer nada",
    "wins_over_discount": "gana al descuento",
    "of_ten": "{count} de 10",
    "payback_column": "se recupera",
    "month": "mes {month}",
    "never": "no en {horizon}",
    "levers": "Qué cambia",
    "discount_beside": "**El mismo dinero en descuento:** bajar el precio un {discount} cuesta lo "
    "mismo; neto {net}.",
    "discount_none": "**El mismo dinero en descuento:** no se gasta nada, así que no hay descuento "
    "con que comparar.",
    "discount_too_large": "**El mismo dinero en descuento:** ningún descuento cuesta tanto sin "
    "regalar más de la mitad del precio.",
    "clv_ways": "**Cambio en el valor de un cliente,** de dos maneras: {persist} si el efecto "
    "persiste; {fade} si se desvanece hasta el nivel de hoy en 12 meses.",
    "ranged": "{value} (entre {low} y {high})",
    "evidence": "Qué hay detrás",
    "kept_lost": "Conservados y perdidos",
    "kept_lost_caveat": "Salvados menos perdidos es una estimación. Salvados y perdidos por "
    "separado suponen que cada cliente tiene la misma suerte en ambos recorridos, y eso nadie "
    "puede observarlo.",
    "archetype": "arquetipo",
    "saved": "salvados",
    "lost": "perdidos",
    "net_kept": "salvados menos perdidos (rango 95%)",
    "unaffected": "sin efecto",
    "value_change": "valor presente neto (rango 95%)",
    "checked": "Sus cifras frente al modelo",
    "stated": "usted indicó",
    "model": "modelo",
    "agrees": "coincide",
    "yes": "sí",
    "no": "no",
    "accepted": "De los valores conjuntos sorteados para los supuestos, el {share} era coherente "
    "entre sí y se conservó; los demás se sortearon de nuevo. "
    "Eso no dice cuán bien se cumplen sus cifras.",
    "assumed": "Supuestos y sus fuentes",
    "assumed_lead": "Cada futuro sortea cada valor de esta lista dentro de su rango. "
    "{count} no tienen fuente.",
    "assumed_open": "Mostrar los {count} valores inciertos",
    "place": "dónde",
    "value": "valor",
    "unit": "unidad",
    "low_high": "rango",
    "source": "fuente",
    "no_source": "supuesto",
    "again": "Cómo obtener el mismo resultado",
    "again_lead": "El mismo escenario, semilla y versión dan las mismas cifras hasta el último "
    "dígito.",
    "seed": "Semilla",
    "version": "Versión",
    "hash": "Huella de {name}",
    "simulated": "Clientes simulados",
    "method": "Cómo leer los rangos",
    "range_note": "Un rango de 95% abarca el 95% de los futuros probados ({futures}). Cada futuro "
    "sortea de nuevo los valores inciertos y hace vivir a los mismos clientes el recorrido de hoy "
    "y el rediseño.",
    "money_note": "El dinero es el de toda la empresa, en {currency}, traído a valor de hoy en las "
    "frases y tablas; un gráfico avisa donde no lo está.",
    "warning_expectations": "En sus valores centrales este caso deja que subir las expectativas "
    "suba la satisfacción: revise behaviour.expectations y behaviour.satisfaction.",
    "warning_sources": "En sus valores centrales, lo prometido y lo dicho pesan juntos más que "
    "toda una primera expectativa.",
    "warning_memory": "En sus valores centrales, una pérdida de satisfacción seguida de una "
    "ganancia igual deja al cliente más contento que antes: revise behaviour.memory.",
    "made_by": "Hecho con cxsim {version}",
    # Gráficos.
    "curve_title": "Cómo se siente cada punto de contacto",
    "curve_alt": "Satisfacción de 0 a 10 en cada punto de contacto, sin cambios y con rediseño: "
    "{items}.",
    "curve_item": "{name} {before} y {after}",
    "neutral": "neutral",
    "never_visited": "Nadie visitó: {names}.",
    "stage_pre_purchase": "Antes de comprar",
    "stage_purchase": "Compra",
    "stage_post_purchase": "Como cliente",
    "retention_title": "Clientes del día 0 que lo siguen siendo",
    "retention_purchases": "Clientes del día 0 que compraron en los últimos {days} días",
    "retention_alt": "{title}, como parte de ellos, por mes. {items}.",
    "nps_title": "Lo que contestarían los clientes: NPS",
    "nps_alt": "{title}, por mes. {items}.",
    "retention_difference_title": "Diferencia en la retención",
    "nps_difference_title": "Diferencia en el NPS",
    "difference_line": "con rediseño menos sin cambios",
    "difference_alt": "{title}, en puntos por mes. {item}.",
    "difference_caption": "Con rediseño menos sin cambios, cada vez en el mismo futuro. "
    "Banda: 95% de los futuros.",
    "points_axis": "puntos",
    "line_item": "{name}: {first} en el mes {from_month}, {last} en el mes {to_month} "
    "(rango {range})",
    "band_caption": "Bandas: 95% de los futuros.",
    "month_axis": "mes",
    "kept_title": "Salvados y perdidos, por arquetipo",
    "kept_alt": "Clientes salvados y perdidos por arquetipo. {items}.",
    "kept_item": "{name}: {saved} salvados, {lost} perdidos, neto {net} (rango {range})",
    "kept_axis": "clientes",
    "kept_caption": "Rombos: salvados menos perdidos, con su rango de 95%.",
    "money_title": "Dinero ganado hasta ahora, tras su costo",
    "money_alt": "Dinero ganado frente a no cambiar, acumulado por mes. {items}.",
    "money_caption": "Acumulado por mes, sin descontar; frente a no cambiar. "
    "Bandas: 95% de los futuros.",
    "discount": "descuento",
    "payback_mark": "se recupera: mes {month}",
    # El mapa del recorrido.
    "map_title": "El mapa del recorrido",
    "map_lead": "Cada columna es un lugar donde los clientes se encuentran con la empresa, con sus "
    "socios o entre ellos; cada fila dice una cosa de él. Donde una cifra cambia: sin cambios → "
    "con rediseño.",
    "map_whole": "una vida entera como cliente",
    "map_need": "El mapa de una necesidad: {need}",
    "map_note": "Curva: satisfacción media de las visitas en los últimos 12 meses, de 0 a 10; "
    "encima, con rediseño menos sin cambios donde difieren en {least} o más. Bandas: del arquetipo "
    "al que peor le sienta un punto de contacto al que mejor, entre los que tienen al menos "
    "{enough} visitas. Se nombra un dolor donde falla el {failing} o más de las visitas, donde la "
    "satisfacción queda bajo el punto neutral o donde un punto de contacto se lleva el {dear} o "
    "más del costo de atender.",
    "map_new": "nuevo",
    "map_removed": "eliminado",
    "lane_stage": "etapa",
    "lane_curve": "emoción, 0–10",
    "lane_action": "a qué vienen los clientes",
    "lane_channel": "canal",
    "lane_owner": "de quién es",
    "lane_department": "área",
    "lane_contacts": "visitas al mes por 100 clientes",
    "lane_contacts_journeys": "visitas por 100 de estos recorridos",
    "lane_emotion": "satisfacción (arquetipos)",
    "lane_pain": "dolor",
    "lane_cost": "costo al año",
    "touchpoint": "punto de contacto",
    "band_archetypes": "entre arquetipos",
    "owner_brand": "la empresa",
    "owner_partner": "un socio",
    "owner_customer": "los clientes",
    "owner_social": "la sociedad",
    "no_department": "nadie",
    "pain_failing": "falla: {share}",
    "pain_below": "bajo el neutral",
    "pain_for": "{name}: {felt}",
    "pain_dear": "del costo total: {share}",
    "branches_title": "Adónde lleva: {need}",
    "from_place": "de",
    "to_place": "a",
    "stated_share": "declarado, para un cliente neutral",
    "way_start": "el inicio",
    "way_done": "listo",
    "way_give_up": "desiste",
    "way_stay": "se queda",
    # Las áreas junto a los recorridos.
    "silos_heading": "Cada área, y el recorrido entero",
    "silos": "Con el rediseño, {green} de {departments} áreas están en verde, y {journeys_green} "
    "de {journeys} recorridos tal como los clientes los recuerdan.",
    "silos_all": "Con el rediseño, todas las áreas están en verde ({green} de {departments}), y "
    "solo {journeys_green} de {journeys} recorridos tal como los clientes los recuerdan.",
    "departments_title": "La nota propia de cada área",
    "departments_name": "área",
    "departments_note": "Satisfacción media de las visitas en sus puntos de contacto, últimos 12 "
    "meses. Verde desde 7, rojo bajo 6, el punto neutral: un supuesto, igual para todo caso.",
    "journeys_title": "Los recorridos tal como se recuerdan",
    "journeys_name": "recorrido",
    "journeys_note": "Lo que los clientes recuerdan de un recorrido: pesan más su momento más "
    "fuerte y su final. Última fila: satisfacción con la empresa, todos los clientes, el último "
    "mes.",
    "all_customers": "satisfacción con la empresa",
    "light_green": "verde",
    "light_amber": "ámbar",
    "light_red": "rojo",
    # Quién se queda.
    "stay_heading": "Quién se queda, y cuánto",
    "survival_title": "Clientes del día 0 que lo siguen siendo, por arquetipo",
    "survival_note": "Sin cambios → con rediseño.",
    "survival_note_purchases": "Sin cambios → con rediseño. Sin contrato, se es cliente hasta "
    "dejar de comprar en silencio, lo que una empresa no puede ver.",
    "cohorts_title": "Lo mismo según cuándo llegaron",
    "cohorts_note": "Parte que sigue siendo cliente tantos meses después de llegar, incluidos los "
    "nuevos; nada donde no se ve a todos ese tiempo.",
    "quarter": "meses {first}–{last}",
    "of_day_0": "clientes del día 0",
    "came": "llegaron en",
    "customers_count": "clientes",
    "after_months": "{months} meses",
    "everybody": "todos",
    # Conservados y perdidos.
    "kept_archetypes": "Por arquetipo",
    "kept_touchpoints": "Por el punto de contacto donde se separaron los caminos",
    "kept_touchpoints_note": "Los caminos se separan en el primer paso que difiere; donde ese paso "
    "es empezar a irse, en el punto de contacto que hasta entonces se había sentido más distinto.",
    "net_kept_alone": "salvados menos perdidos",
    "no_touchpoint": "en ninguno",
    # Lo creído y lo vivido.
    "belief_heading": "Lo que cree la empresa y lo que viven los clientes",
    "belief_lead": "El tablero muestra las respuestas de quienes contestan. El NPS vivido es lo "
    "que contestarían todos los clientes.",
    "belief_today_title": "Vivido y creído: sin cambios",
    "belief_redesign_title": "Vivido y creído: con rediseño",
    "belief_caption": "Medias de los futuros centrales; los dos gráficos tienen la misma escala.",
    "line_nps": "vivido",
    "line_nps_measured": "en el tablero",
    "line_ends": "{name}: {first} en el mes {from_month}, {last} en el mes {to_month}",
    "believed_table": "Lo que muestra cada encuesta, últimos 12 meses",
    "believed_note": "La encuesta tras un recorrido se hace por el canal en que terminó. Un NPS se "
    "dice desde {least} respuestas, entre todas las repeticiones.",
    "survey_channel": "encuesta",
    "asked": "preguntados",
    "response": "contestan",
    "nps_no_change": "NPS, sin cambios",
    "nps_redesign": "NPS, con rediseño",
    "survey_all": "la encuesta periódica",
    "true_nps": "todos los clientes, vivido",
    "few_answers": "muy pocas respuestas",
    # El dinero.
    "money_heading": "Dinero",
    "years_title": "Año por año",
    "years_note": "Sin descontar, salvo la última fila de cada grupo. Los rangos son de la "
    "diferencia, 95% de los futuros.",
    "years_in_all": "Los {count} meses",
    "year": "Año {number}",
    "money_row": "dinero",
    "money_revenue": "ingresos",
    "money_margin": "margen antes de los contactos",
    "money_contact_cost": "costo de atender",
    "money_team_cost": "sueldos y contrataciones",
    "money_programme_once": "programa, una vez",
    "money_programme_running": "programa, mensual",
    "money_profit": "ganancia",
    "money_discounted": "ganancia, a valor de hoy",
    "payback_chance": "**Recuperación:** para siempre en el mes {month} con valores centrales; "
    "dentro de {horizon}, en el {share} de los futuros.",
    "payback_chance_none": "**Recuperación:** ninguna en {horizon} con valores centrales; la hay "
    "en el {share} de los futuros.",
    "serving_title": "Costo de atender, por punto de contacto y año",
    "serving_note": "Sin cambios → con rediseño, sin descontar.",
    "wages_apart": "Los sueldos de los equipos no están en estos costos.",
    # No hacer nada.
    "drift_heading": "Si no se hace nada",
    "drift_lead": "El recorrido de hoy tampoco se queda quieto: llegan y se van clientes, las "
    "expectativas siguen a lo vivido, y lo que el caso dice del mundo sigue su curso.",
    "drift_standards": "Y lo que los clientes exigen sube {rise} puntos de 10 cada año.",
    "drift_title": "El recorrido de hoy con el paso del tiempo",
    "drift_note": "Medias de los meses indicados. El cambio va de los primeros a los últimos, con "
    "su rango de 95%.",
    "drift_change": "cambio (rango 95%)",
    "drift_nps": "NPS vivido",
    "drift_churn": "fuga mensual",
    "drift_customers": "clientes",
    "drift_profit": "ganancia mensual",
    # Cómo reproducirlo, y la copia impresa.
    "copy": "Copie esto en una terminal:",
    "made_with_model": "Huella del modelo",
    "made_with_engine": "Motor",
    "made_with_generator": "Generador del azar",
    "made_with_python": "Python",
    "made_with_platform": "Sistema",
    "made_with_packages": "Paquetes",
    "printed_by": "La copia impresa, report.pdf, la hizo {browser} con la página.",
    "printed_plain": "La copia impresa, report.pdf, es más sencilla, sin gráficos: no se "
    "encontró un navegador que imprimiera la página.",
    "printed_failed": "La copia impresa, report.pdf, es más sencilla, sin gráficos: {browser} no "
    "pudo imprimir la página.",
    # do=show.
    "show_case": "{name} ({place})",
    "show_parameters": "Valores",
    "show_listed": "La lista tiene {ties} lazos entre las personas 0 a menos de {people}; quedan "
    "fuera {doubles} repetidos y {selves} de personas consigo mismas.",
    "show_marks": "{mark}: una palanca de un rediseño lo puede mover",
    "show_levers": "Qué cambia el rediseño",
    "show_allowed": "se admite {range}",
    "show_no_levers": "Este rediseño no cambia nada.",
    "lever_for": "para {names}",
    "lever_everyone": "todos",
    "lever_reach": "alcanza al {share}",
    "lever_change": "{before} → {after} a plena fuerza",
    "lever_start": "empieza el día {day}",
    "lever_ramp": "rampa de {days} días",
    "lever_execution": "se hace realidad el {share} del plan",
    "lever_cost": "{once} una vez, {monthly} al mes",
    "lever_when_shock": "vigente {days} días cuando esto golpea: {shock}",
    "lever_when_announced": "desde {before} días antes",
    "lever_when_above": "vigente {days} días desde cada uno en que {factor} supera {level}",
    "lever_when_below": "vigente {days} días desde cada uno en que {factor} baja de {level}",
    "lever_when_waiting": "vigente {days} días cuando la espera media de {over} días supera "
    "{minutes} minutos aquí: {team}",
    "lever_when_failing": "vigente {days} días cuando falla más del {share} de las visitas de "
    "{over} días aquí: {touchpoint}",
    "lever_closes": "se cierra; en su lugar, {instead}",
    "show_added": "Qué añade el rediseño",
    "lever_off": "apagada",
    "idle": "La palanca **{lever}** no mueve nada: {place} es {value}, y así se queda.",
    "idle_times": "La palanca **{lever}** no mueve nada: {place} es {value}, y 0 por cualquier "
    "número es 0. Para subirlo, sume (how: add).",
    "team_serves": "atiende {names}",
    "team_handed": "a quien le traspasan",
    "team_open": "abre {hours}",
    "team_work": "los clientes tomarían al menos unas {needed} horas de sus {there} de trabajo al "
    "día, sin contar lo que traen las fallas, los regresos y las bajas",
    "team_overwork": "MÁS DE LO QUE PUEDE ATENDER: los clientes desistirán, o esperarán "
    "cada vez más",
    "day_every": "cada día",
    "day_mon": "lun",
    "day_tue": "mar",
    "day_wed": "mié",
    "day_thu": "jue",
    "day_fri": "vie",
    "day_sat": "sáb",
    "day_sun": "dom",
    "day_closed": "cerrado",
    "shock_often": "{rate} veces al año, en días al azar",
    "shock_strikes": "golpea {places}",
    "campaign_days": "contactos repartidos en {days} días",
    "campaign_less": "tras un contacto, irse es un {share} menos probable durante {days} días",
    "campaign_more": "tras un contacto, irse es un {share} más probable durante {days} días",
    "campaign_offer": "el {share} de los contactados toma la oferta y paga {amount} más cada vez",
    "campaign_cut": "el {share} de los contactados toma la oferta y paga {amount} menos cada vez",
    "campaign_cost": "{amount} por contacto",
    "at_least": "al menos {number}",
    "at_most": "a lo más {number}",
    # Una vida, contada (do=replay).
    "story_title": "Cliente {customer} de {case}",
    "story_customer": "{who}. Es cliente desde hace {span} cuando empieza la historia; "
    "satisfacción {felt} de 10; personas con quienes habla: {friends}.",
    "story_prospect": "{who}. No es cliente cuando empieza la historia; personas con quienes "
    "habla: {friends}.",
    "story_gone": "{who}. Ya no es cliente cuando empieza la historia.",
    "story_worlds": "El mismo cliente con la misma suerte en dos mundos: el recorrido de hoy y "
    "«{name}» (seed {seed}, replication {replication}, customers {customers}). Las cifras son "
    "satisfacción, 0–10; entre corchetes, la del rediseño donde es otra.",
    "story_today": "Hoy",
    "story_redesigned": "Con «{name}»",
    "story_both": "EN LOS DOS MUNDOS",
    "story_alone": "DESDE EL DÍA {day}: {world}",
    "story_day": "Día {day}",
    "story_on_day": "día {day}",
    "story_nothing": "No pasa nada.",
    "story_hear_good": "Oye a amigos elogiar a la empresa.",
    "story_hear_bad": "Oye a amigos quejarse de la empresa.",
    "story_friend_left": "Se entera de que unos amigos dejaron la empresa.",
    "story_hear_both": "Oye a amigos elogiar a la empresa y quejarse de ella.",
    "story_consider": "Decide ver si se hace cliente; de quienes lo rodean, son clientes "
    "{friends}.",
    "story_talk_good": "Habla bien de «{need}» con {told} de {friends} personas.",
    "story_talk_bad": "Se queja de «{need}» con {told} de {friends} personas.",
    "story_complains": "Se queja de la falla en {touchpoint}.",
    "story_complains_for": "Se queja de la falla en {touchpoint} y busca ayuda: «{need}».",
    "story_recovers": "«{need}» repara la falla: se va el {share} del agravio.",
    "story_returns": "Vuelve con «{need}», que había abandonado.",
    "story_answer": "Responde la encuesta de la empresa: {given}.",
    "story_pay": "Paga {amount}.",
    "story_saved": "Lo convencen de no irse.",
    "story_continued": "{need}, continuación:",
    "story_line_served": "espera {minutes} min,",
    "story_line_called_back": "le devuelven la llamada a los {minutes} min,",
    "story_line_uncalled_gone": "{touchpoint} le promete una llamada que en {minutes} min no "
    "llega, y desiste",
    "story_line_uncalled_tomorrow": "{touchpoint} le promete una llamada que en {minutes} min no "
    "llega, y lo intentará otro día",
    "story_line_tries": "lo intenta {count} veces,",
    "story_line_handed": "lo pasan a {team},",
    "story_line_handed_about": "lo pasan de un equipo a otro ({count}×),",
    "story_line_away_gone": "no halla quien atienda en {touchpoint} y desiste",
    "story_line_away_tomorrow": "no halla quien atienda en {touchpoint} y lo intentará otro día",
    "story_told_": "(lo cuenta por primera vez)",
    "story_told_known": "(ya conocen su historia)",
    "story_told_again": "(tiene que contarlo todo de nuevo)",
    "story_line_gone": "espera {minutes} min en {touchpoint} y desiste",
    "story_line_tomorrow": "espera {minutes} min en {touchpoint} y lo intentará otro día",
    "story_wait": "{need}: pasó el día prometido, a {days} días, sin {to}",
    "story_fails": "(falla)",
    "story_misfit": "(pensado para otra persona)",
    "story_done_leave": "se da de baja",
    "story_done_join": "se da de alta",
    "story_done_purchase": "comprado",
    "story_give_up": "desiste",
    "story_stay": "se queda",
    "story_memory": "Lo recuerda como {memory}.",
    "story_satisfaction": "Satisfacción {felt}.",
    "story_joins": "Se hace cliente.",
    "story_joins_again": "Vuelve a ser cliente.",
    "story_reconsiders": "Empieza a pensar en volver.",
    "story_goes_to": "Se pasa a «{name}».",
    "story_leaves_voluntary": "Se va por decisión propia.",
    "story_leaves_non_payment": "Se le corta el servicio por no pagar.",
    "story_leaves_involuntary": "Se va por razones ajenas a la relación.",
    "story_leaves_silent": "Deja de comprar en silencio, para siempre.",
    "story_end": "**{world}:** {status}. Satisfacción {felt}; pagó {paid} y atenderlo costó "
    "{cost}.",
    "story_ends_customer": "sigue siendo cliente al día {horizon}",
    "story_ends_left": "se fue el día {day}, de {horizon}",
    "story_ends_prospect": "aún no es cliente al día {horizon}",
    "story_never": "**Dónde se separan:** en ninguna parte. Las dos vidas dan los mismos pasos del "
    "primer día al último; la satisfacción termina en {today} hoy y en {redesigned} con el "
    "rediseño.",
    "story_parted": "**DÓNDE SE SEPARAN LAS DOS VIDAS, Y POR QUÉ:** día {day}",
    "story_no_more": "no pasa nada más.",
    "story_why_failure": "**Por qué:** en {touchpoint} la visita falla con una probabilidad de "
    "{today} hoy y de {redesigned} con el rediseño; la suerte fue la misma.",
    "story_why_way": "**Por qué:** la misma suerte llevó de {touchpoint} a otro lugar, porque "
    "cambian las probabilidades de adónde seguir (hoy | rediseño): {ways}.",
    "story_why_entry": "**Por qué:** la misma suerte empezó «{need}» en otro lugar, porque "
    "cambian las probabilidades de por dónde entrar (hoy | rediseño): {ways}.",
    "story_why_pace": "**Por qué:** desde {touchpoint}, «{need}» sigue después de {today} días "
    "hoy y de {redesigned} con el rediseño.",
    "story_why_line": "**Por qué:** la fila en {touchpoint} era otra: {today} min de espera hoy y "
    "{redesigned} con el rediseño acabaron de otro modo.",
    "story_why_caused": "**Por qué:** buscó ayuda con «{need}» por lo que había vivido, con una "
    "queja o volviendo, en un solo mundo o en otro momento.",
    "story_why_clock": "**Por qué:** la necesidad «{need}» aparece otro día.",
    "story_why_rate": "**Por qué:** la necesidad «{need}» aparece {today} veces al mes hoy y "
    "{redesigned} con el rediseño.",
    "story_why_adoption": "**Por qué:** la compra empezó otro día: cuántos amigos son clientes, "
    "lo que dicen, el precio y lo que la empresa hace para darse a conocer habían sumado otra "
    "cosa.",
    "story_why_leaving": "**Por qué:** en {count} periodos, la probabilidad de haberse ido había "
    "llegado a {today} hoy y a {redesigned} con el rediseño, sobre todo {main}. El límite propio "
    "de este cliente se alcanzó en un solo mundo.",
    "story_why_voluntary": "**Por qué:** las ganas de irse habían crecido distinto; el límite "
    "propio de este cliente se alcanzó en un solo mundo.",
    "story_why_silent": "**Por qué:** tras cada compra un cliente puede irse en silencio, menos "
    "probable cuanto más satisfecho; la suerte fue la misma.",
    "story_why_non_payment": "**Por qué:** la probabilidad de un corte en un periodo era {today} "
    "hoy y {redesigned} con el rediseño.",
    "story_why_involuntary": "**Por qué:** la probabilidad de irse por razones ajenas en un "
    "periodo era {today} hoy y {redesigned} con el rediseño.",
    "story_main_satisfaction": "por la satisfacción ({today} y {redesigned} de 10 para entonces)",
    "story_main_heard": "por lo que dijeron los amigos (satisfacción {today} y {redesigned} para "
    "entonces)",
    "story_main_grievance": "por agravios tras fallas (satisfacción {today} y {redesigned} para "
    "entonces)",
    "story_main_defection": "por amigos que se fueron (satisfacción {today} y {redesigned} para "
    "entonces)",
    "story_main_price": "por el precio (satisfacción {today} y {redesigned} para entonces)",
    "story_main_loyalty": "por lo que ata a los clientes (satisfacción {today} y {redesigned} "
    "para entonces)",
    "story_felt": "Lo que se había sentido más distinto hasta entonces: {touchpoint} el día {day}, "
    "{today} hoy y {redesigned} con el rediseño.",
    "story_done_everyday": "listo",
    "story_done_help": "resuelto",
    "story_end_gone": "**{world}:** se había ido antes de empezar la historia.",
    "story_end_prospect": "**{world}:** {status}.",
    "story_empty": "**Dónde se separan:** en ninguna parte; a este cliente no le pasa nada. Sin "
    "do.customer se elige a uno que enseñe.",
    "story_why_timing": "**Por qué:** un paso tarda otro tiempo.",
    "story_why_dropout": "**Por qué:** tras cada compra un cliente puede irse en silencio; en "
    "{count} compras esa probabilidad había llegado a {today} hoy y a {redesigned} con el "
    "rediseño, sobre todo {main}; la suerte fue la misma.",
    "story_main_rival": "por lo que ofrecen los rivales (satisfacción {today} y {redesigned} para "
    "entonces)",
    "story_main_bond": "por lo que ata a los clientes (satisfacción {today} y {redesigned} para "
    "entonces)",
    "story_contact": "{campaign}: se le contacta sin que lo pida.",
    "story_contact_taken": "{campaign}: se le contacta sin que lo pida, y toma la oferta.",
    "story_why_contact": "**Por qué:** {campaign} contacta a este cliente en un solo mundo.",
    "story_main_contact": "por un contacto que nadie pidió (satisfacción {today} y {redesigned} "
    "para entonces)",
    "reason_own_circumstances": "circunstancias propias",
    "reason_satisfaction": "insatisfacción",
    "reason_price": "el precio",
    "reason_word_of_mouth": "lo que dicen otros",
    "reason_alternative": "algo mejor en otra parte",
    "reason_contact": "un contacto no pedido",
    "reason_failure": "una falla no perdonada",
    "reason_friends_left": "amigos que se fueron",
    "story_reason": "Dice: {declared}. Fue: {real}.",
    "reasons": "Lo que dicen, lo que fue",
    "reasons_lead": "De quienes se fueron por decisión propia, en el recorrido de hoy: "
    "la razón que declaran y lo que más pesó.",
    "reason": "Razón",
    "they_say": "Dicen",
    "it_was": "Fue",
    "story_line_dropped": "Deja una línea y se queda con las demás: {line}.",
    "story_line_added": "Toma una línea más: {line}.",
    "story_why_partial": "**Por qué:** en un mundo deja una línea, en el otro todas.",
    "story_why_cross_sell": "**Por qué:** solo en un mundo toma una línea más; la suerte fue la "
    "misma.",
    "story_levers": "Detrás: {levers}.",
    "story_no_lever": "Ninguna palanca mueve eso directamente: viene de lo vivido antes, o de lo "
    "que otros clientes hicieron y dijeron.",
    # Quienes atienden.
    "left_out_teams": "la respuesta de los rivales",
    "serving": "**Atención:** {told}.",
    "metric_service_level": "nivel de servicio (atendidos dentro de lo prometido)",
    "metric_speed_of_answer": "espera de los atendidos (ASA)",
    "metric_abandonment": "abandono (dejan de esperar)",
    "metric_utilisation": "ocupación (tiempo de trabajo con clientes)",
    "metric_strain": "desgaste de los empleados (0–5)",
    "metric_employee_turnover": "renuncias al año por cada 100 empleados (rotación)",
    "staff_heading": "Quienes atienden",
    "teams_scale": "1 cliente simulado representa a {scale}, y todos ellos llegan a las filas: "
    "estas funcionan al tamaño real de la empresa.",
    "teams_scale_share": "1 cliente simulado representa a {scale}. Las filas funcionan al "
    "{share} del tamaño de la empresa: de sus empleados y de todos los que llegan.",
    "teams_better": "**Una vida mejor para quienes atienden:** {employees}. "
    "**Para los clientes:** {customers}.",
    "teams_worse": "**Una vida más dura para quienes atienden:** {employees}. "
    "**Para los clientes:** {customers}.",
    "teams_better_indirect": "**Nada de esto se hace por quienes atienden, y aun así su vida "
    "mejora:** {employees}. **Para los clientes:** {customers}.",
    "teams_worse_indirect": "**Nadie lo quiso, y aun así la vida de quienes atienden se vuelve más "
    "dura:** {employees}. **Para los clientes:** {customers}.",
    "teams_helps": "Lo uno ayuda a lo otro: a quien se atiende antes es más amable, y quien está "
    "menos desgastado atiende más rápido.",
    "teams_harms": "Lo uno daña a lo otro: quien espera más es menos amable, y quien está "
    "desgastado atiende más despacio.",
    "teams_absence": "ausentes",
    "overload_empty": "**{team}** puede quedarse sin nadie mientras abre ({world}): llevadas hasta "
    "el final, las palancas le quitan todo su personal. A quien llegue entonces no se le atiende.",
    "overload_lost": "**{team}** está sobrecargado ({world}): su fila creció más de lo que se "
    "puede simular, así que sus esperas son más largas de lo que aquí se dice.",
    "overload_grows": "**{team}** está sobrecargado ({world}): llegan más de los que puede "
    "atender, y la fila es más larga cada medianoche. Ninguna espera que aquí se dice duraría.",
    "overload_unserved": "**{team}** está sobrecargado ({world}): el {share} de los intentos de "
    "llegar a él termina sin atención: dejan de esperar, lo encuentran cerrado o quedan en la fila "
    "cuando todos se van.",
    "overload_passes": "**{team}** está sobrecargado del mes {first} al mes {last} ({world}), y se "
    "recupera; en el peor de ellos un cliente espera {wait} en promedio.",
    "overload_late": "**{team}** está sobrecargado del mes {first} al último, {last} ({world}); en "
    "el peor de ellos un cliente espera {wait} en promedio.",
    "in_seconds": "{time} s",
    "in_minutes": "{time} min",
    "in_hours": "{time} h",
    "better": "mejor es",
    "better_more": "más",
    "better_less": "menos",
    "better_neither": "ni más ni menos",
    "serving_people_title": "Cómo atienden los equipos, y qué les cuesta a quienes lo hacen",
    "serving_people_note": "Todos los equipos juntos, en todo el horizonte. Nivel de "
    "servicio: de todas las esperas que terminaron, también las de quienes desistieron. "
    "Ocupación: poca sale cara, mucha desgasta.",
    "team": "equipo",
    "team_employees": "empleados",
    "team_strain": "desgaste",
    "team_strained": "con desgaste mayor que 1",
    "team_absence": "ausentes",
    "team_vacancy": "puestos vacantes",
    "team_quits": "renuncias al año",
    "served_title": "Cómo atiende cada equipo",
    "served_note": "Medias de todo el horizonte, sin cambios → con rediseño. Nivel de servicio: "
    "atendidos dentro de ese tiempo, de todas las esperas que terminaron.",
    "team_within": "promesa",
    "team_called_back": "aceptan que los llamen",
    "team_uncalled": "de ellos, sin que los llamen",
    "team_wait_for_call": "espera de la llamada",
    "worn_title": "Quién se desgasta",
    "worn_note": "Medias de los últimos 12 meses, sin cambios → con rediseño. Con un desgaste "
    "mayor que 1 los clientes lo notan.",
    "waits_title": "Quién espera, por arquetipo",
    "waits_note": "Media de todas las esperas, con o sin atención; sin atención: de los días en "
    "que alguien intentó llegar a un equipo. Sin cambios → con rediseño.",
    "team_wait": "espera, minutos",
    "team_unserved": "sin atención",
    "team_load_title": "Un día de {team}: quién llega, quién está y cuán ocupado",
    "team_lived_title": "Un día de {team}: servicio, esperas y ánimo",
    "team_load_caption": "Medias de los días en que el equipo abre, por media hora. Ocupación: "
    "parte del tiempo de trabajo con clientes; si pasa de 100%, siguen atendiendo en sus descansos "
    "o después de su turno.",
    "team_lived_caption": "Por media hora, de quienes llegaron entonces; quien espera desde el día "
    "anterior se cuenta a medianoche. Ánimo: 0 es el usual.",
    "team_day_alt": "{title}, por media hora. {items}.",
    "team_day_item": "{what}, {name}: a lo más {most}, a las {time}",
    "day_of_offered": "contactos en media hora",
    "day_of_at_work": "empleados trabajando",
    "day_of_occupancy": "ocupación, %",
    "day_of_service_level": "atendidos dentro de la promesa, %",
    "day_of_wait": "espera, minutos",
    "day_of_mood": "ánimo de los empleados",
    "strain_title": "Desgaste de los empleados, por mes",
    "strain_caption": "De 0 a 5; por encima de 1, la línea punteada, los clientes lo notan. "
    "Medias de los futuros centrales.",
    "staffing_title": "Más o menos empleados: {team}",
    "staffing_caption": "Un año del recorrido de hoy, como si el equipo siempre hubiera tenido "
    "esos empleados. Rombo: como está. Barras: cuánto puede mover el azar la diferencia con él "
    "(95%).",
    "curve_of_service_level": "nivel de servicio, %",
    "curve_of_abandonment": "abandono, %",
    "curve_of_wait": "espera, minutos",
    "curve_of_nps": "NPS",
    "curve_axis": "empleados",
    "staffing_item": "{what}: {first} con {few}, {last} con {many}",
    "staffing_alt": "{title}. {items}.",
    # Unidades del esquema.
    "unit_0–10": "0–10",
    "unit_share": "parte",
    "unit_weight": "peso",
    "unit_a year": "por año",
    "unit_per SD": "por desv. estándar",
    "unit_index": "índice",
    "unit_currency": "moneda",
    "unit_per 30.4 days": "al mes",
    "unit_multiplier": "multiplicador",
    "unit_log-odds": "log-momios",
    "unit_ties": "lazos",
    "unit_per year": "por año",
    "unit_days": "días",
    "unit_log-weight per point": "log-peso por punto",
    "unit_log-weight per contact": "log-peso por contacto",
    "unit_parameter": "parámetro",
    "unit_share per period": "parte por periodo",
    "unit_ratio": "razón",
    "unit_exponent": "exponente",
    "unit_reviews": "reseñas",
    "unit_stars": "estrellas",
    "unit_log-hazard per point": "log-riesgo por punto",
    "unit_log-odds per SD": "log-momios por desv. estándar",
    "unit_log-odds per point": "log-momios por punto",
    "unit_elasticity": "elasticidad",
    "unit_percent": "por ciento",
    "unit_share per SD": "parte por desv. estándar",
    "unit_share per point": "parte por punto",
    "unit_share of list revenue": "parte del ingreso de lista",
    "unit_multiple of today's price": "múltiplo del precio de hoy",
    "unit_per point": "por punto",
    "unit_points": "puntos",
    "unit_points per point": "puntos por punto",
    "unit_points per day": "puntos por día",
    "unit_log-SD": "desv. estándar del log",
    "unit_points per year": "puntos por año",
    "unit_SD": "desv. estándar",
    "unit_SD per point": "desv. estándar por punto",
    "unit_employees": "empleados",
    "unit_log per SD": "log por desv. estándar",
    "unit_log per unit": "log por unidad",
    "unit_log-odds per log": "log-momios por log",
    "unit_log-odds per unit": "log-momios por unidad",
    "unit_log-weight": "log-peso",
    "unit_log-weight per log": "log-peso por log",
    "unit_minutes": "minutos",
    "unit_multiple": "múltiplo",
    "unit_per employee": "por empleado",
    "unit_points per SD": "puntos por desv. estándar",
    "unit_points per log": "puntos por log",
    "unit_points per minute": "puntos por minuto",
    "unit_points per unit": "puntos por unidad",
    "unit_shape": "forma",
    "unit_as its target": "como su objetivo",
}
