"""Words of the sweep, in both languages."""

EN = {
    "sweep_title": "{name}: sweep",
    "sweep_kicker": "Sweep",
    "sweep_skip": "Skip to the figures",
    "sweep_points_fact": "Points",
    "sweep_futures_fact": "Futures of each",
    "sweep_drawn": "{central} + {drawn} drawn",
    "sweep_design": "Points chosen as",
    "sweep_grid": "every combination",
    "sweep_random": "random draws",
    "sweep_latin": "a Latin hypercube",
    "sweep_sobol": "a Sobol sequence",
    "sweep_lived": "**Lived:** {points} of {places} ({design}), {futures} in all.",
    "sweep_one_point": "1 point",
    "sweep_some_points": "{count} points",
    "sweep_one_future": "1 future",
    "sweep_lived_today": "**Lived:** the values as stated, nothing varied, {futures} in all.",
    "sweep_and_more": "{names} and {count} more",
    "sweep_partial": "**So far** {done} of them are there; the rest is still to be lived.",
    "sweep_rejected": "**Not lived:** {count} of {futures}, whose values make no valid "
    "case. {reasons}",
    "sweep_failed": "**Broken off:** {count} of {futures}. {reasons}",
    "sweep_none": "No future came to an end, so there are no figures.",
    "sweep_best_npv": "**{name}** is worth most where {values}: {net} of net present value beside "
    "no change{range}.",
    "sweep_best_retention": "**{name}** keeps most customers where {values}: {net} of retention "
    "beside no change{range}.",
    "sweep_best_nps": "**{name}** raises NPS most where {values}: {net} beside no change{range}.",
    "sweep_least_npv": "**{name}** costs least where {values}: {net} of net present value beside "
    "no change{range}.",
    "sweep_least_retention": "**{name}** loses fewest customers where {values}: {net} of retention "
    "beside no change{range}.",
    "sweep_least_nps": "**{name}** lowers NPS least where {values}: {net} beside no change{range}.",
    "sweep_only": "**{name}**: {net} beside no change in {figure}{range}.",
    "sweep_over_lives": " ({range} over the futures of that point)",
    "sweep_everywhere": "It beats doing nothing at every point.",
    "sweep_nowhere": "It beats doing nothing at no point.",
    "sweep_some": "It beats doing nothing at {count} of {points} points.",
    "sweep_from": "It beats doing nothing at {count} of {points} points: from {place} = {value} "
    "on.",
    "sweep_up_to": "It beats doing nothing at {count} of {points} points: up to {place} = {value}.",
    "sweep_where": "It beats doing nothing at {count} of {points} points: where {place} is "
    "{value}.",
    "sweep_from_mean": "It beats doing nothing at {count} of {points} points; on average, from "
    "about {place} = {value} on.",
    "sweep_up_to_mean": "It beats doing nothing at {count} of {points} points; on average, up to "
    "about {place} = {value}.",
    "sweep_or": "{names} or {last}",
    "sweep_today": "**{figure} today** is highest, {high}, where {best}, and lowest, {low}, where "
    "{worst}.",
    "sweep_today_still": "**{figure} today** is {value} at every point.",
    "sweep_more_plans": "{count} more redesigns are on the page.",
    "sweep_npv": "Net present value",
    "sweep_retention": "Retention",
    "sweep_nps": "NPS",
    "sweep_delta": "{figure} beside no change",
    "sweep_level": "{figure} today",
    "sweep_by": "By {place}",
    "sweep_axis_delta": "{figure}, difference",
    "sweep_read_band": "Line: mean of each point’s futures at central values. Band: from the least "
    "to the most of all its futures.",
    "sweep_read_stroke": "Marks: mean of each point’s futures at central values. Strokes: from the "
    "least to the most of all its futures.",
    "sweep_read_dots": "Each dot is a point: the mean of its futures at central values. The line "
    "joins means of points with like values; all other parameters vary along with it.",
    "sweep_some_dots": "{shown} of the {points} points are drawn; the line is of all.",
    "sweep_alt": "{figure} by {place}. {items}.",
    "sweep_alt_item": "{name}: {values}",
    "sweep_alt_at": "{net} at {value}",
    "sweep_points_heading": "The points",
    "sweep_points_title": "{figure}, highest first",
    "sweep_points_note": "Below each figure: from the least to the most of the point’s futures. "
    "Points are numbered as in the data set. The highest of many points owes part of its height to "
    "luck.",
    "sweep_points_by": "In the order of the best redesign’s figure.",
    "sweep_points_more": "{count} more points are in the data set.",
    "sweep_points_without": "{count} points have no figures.",
    "sweep_point": "point",
    "sweep_varied_heading": "What was varied",
    "sweep_varied_title": "Values of each parameter",
    "sweep_moves_title": "How far each parameter moves the result",
    "sweep_parameter": "parameter",
    "sweep_tried": "values",
    "sweep_share": "share: {name}",
    "sweep_shares_note": "Share of the differences between the points in {figure} that goes with "
    "this parameter alone; what lacks to 100% is interplay and luck. It holds for these ranges and "
    "this way of choosing points: a wider range moves more.",
    "sweep_read_heading": "The data set",
    "sweep_read_lead": "All futures lie in one table beside this page. In Python:",
    "sweep_read_rows": "A row is one future in one world. scenario: as_is is today’s journey, the "
    "others are the redesigns. point: the number of the point; then a column for each parameter "
    "varied, by its place. kind: central (luck alone) or drawn (uncertain values drawn, too). "
    "replication: which luck; rows with the same run share it, so that their difference is what a "
    "redesign does. status: done, rejected (no valid case) or failed, with its reason. All other "
    "columns are figures, with shares between 0 and 1.",
}
ES = {
    "sweep_title": "{name}: barrido",
    "sweep_kicker": "Barrido",
    "sweep_skip": "Ir a los gráficos",
    "sweep_points_fact": "Puntos",
    "sweep_futures_fact": "Futuros de cada uno",
    "sweep_drawn": "{central} + {drawn} sorteados",
    "sweep_design": "Puntos elegidos como",
    "sweep_grid": "todas las combinaciones",
    "sweep_random": "sorteos al azar",
    "sweep_latin": "un hipercubo latino",
    "sweep_sobol": "una secuencia de Sobol",
    "sweep_lived": "**Se vivieron** {points} de {places} ({design}), {futures} en total.",
    "sweep_one_point": "1 punto",
    "sweep_some_points": "{count} puntos",
    "sweep_one_future": "1 futuro",
    "sweep_lived_today": "**Se vivieron** los valores declarados, sin variar nada, {futures} en "
    "total.",
    "sweep_and_more": "{names} y {count} más",
    "sweep_partial": "**Hasta ahora** hay {done} de ellos; el resto está por vivirse.",
    "sweep_rejected": "**No se vivieron:** {count} de {futures}, cuyos valores no "
    "forman un caso válido. {reasons}",
    "sweep_failed": "**Se interrumpieron:** {count} de {futures}. {reasons}",
    "sweep_none": "Ningún futuro llegó a su fin, así que no hay cifras.",
    "sweep_best_npv": "**{name}** alcanza su mayor valor donde {values}: {net} de valor presente "
    "neto frente a no cambiar nada{range}.",
    "sweep_best_retention": "**{name}** conserva más clientes donde {values}: {net} de "
    "retención frente a no cambiar nada{range}.",
    "sweep_best_nps": "**{name}** sube más el NPS donde {values}: {net} frente a no "
    "cambiar nada{range}.",
    "sweep_least_npv": "**{name}** cuesta menos donde {values}: {net} de valor presente "
    "neto frente a no cambiar nada{range}.",
    "sweep_least_retention": "**{name}** pierde menos clientes donde {values}: {net} de "
    "retención frente a no cambiar nada{range}.",
    "sweep_least_nps": "**{name}** baja menos el NPS donde {values}: {net} frente a no "
    "cambiar nada{range}.",
    "sweep_only": "**{name}**: {net} frente a no cambiar nada en {figure}{range}.",
    "sweep_over_lives": " ({range} en los futuros de ese punto)",
    "sweep_everywhere": "Supera a no hacer nada en todos los puntos.",
    "sweep_nowhere": "No supera a no hacer nada en ningún punto.",
    "sweep_some": "Supera a no hacer nada en {count} de {points} puntos.",
    "sweep_from": "Supera a no hacer nada en {count} de {points} puntos: desde {place} = {value}.",
    "sweep_up_to": "Supera a no hacer nada en {count} de {points} puntos: hasta {place} = {value}.",
    "sweep_where": "Supera a no hacer nada en {count} de {points} puntos: donde {place} es "
    "{value}.",
    "sweep_from_mean": "Supera a no hacer nada en {count} de {points} puntos; en promedio, desde "
    "cerca de {place} = {value}.",
    "sweep_up_to_mean": "Supera a no hacer nada en {count} de {points} puntos; en promedio, hasta "
    "cerca de {place} = {value}.",
    "sweep_or": "{names} o {last}",
    "sweep_today": "**{figure}, hoy:** lo más alto es {high}, donde {best}; lo más bajo, {low}, "
    "donde {worst}.",
    "sweep_today_still": "**{figure}, hoy:** {value} en todos los puntos.",
    "sweep_more_plans": "En la página hay {count} rediseños más.",
    "sweep_npv": "Valor presente neto",
    "sweep_retention": "Retención",
    "sweep_nps": "NPS",
    "sweep_delta": "{figure} frente a no cambiar nada",
    "sweep_level": "{figure} de hoy",
    "sweep_by": "Según {place}",
    "sweep_axis_delta": "{figure}, diferencia",
    "sweep_read_band": "Línea: media de los futuros de cada punto con valores centrales. Banda: "
    "del menor al mayor de todos sus futuros.",
    "sweep_read_stroke": "Marcas: media de los futuros de cada punto con valores centrales. "
    "Trazos: del menor al mayor de todos sus futuros.",
    "sweep_read_dots": "Cada marca es un punto: la media de sus futuros con valores centrales. La "
    "línea une medias de puntos con valores parecidos; los demás parámetros varían a la vez.",
    "sweep_some_dots": "Se dibujan {shown} de los {points} puntos; la línea es de todos.",
    "sweep_alt": "{figure} según {place}. {items}.",
    "sweep_alt_item": "{name}: {values}",
    "sweep_alt_at": "{net} en {value}",
    "sweep_points_heading": "Los puntos",
    "sweep_points_title": "{figure}, de mayor a menor",
    "sweep_points_note": "Debajo de cada cifra: del menor al mayor de los futuros del punto. Los "
    "puntos llevan el número que tienen en los datos. El más alto de muchos puntos debe parte de "
    "su altura al azar.",
    "sweep_points_by": "En el orden de la cifra del mejor rediseño.",
    "sweep_points_more": "En los datos hay {count} puntos más.",
    "sweep_points_without": "{count} puntos no tienen cifras.",
    "sweep_point": "punto",
    "sweep_varied_heading": "Qué se varió",
    "sweep_varied_title": "Valores de cada parámetro",
    "sweep_moves_title": "Cuánto mueve cada parámetro el resultado",
    "sweep_parameter": "parámetro",
    "sweep_tried": "valores",
    "sweep_share": "parte: {name}",
    "sweep_shares_note": "Parte de las diferencias entre los puntos en {figure} que va con este "
    "parámetro por sí solo; lo que falta hasta el 100% es interacción y azar. Vale para estos "
    "rangos y esta manera de elegir los puntos: un rango más amplio mueve más.",
    "sweep_read_heading": "Los datos",
    "sweep_read_lead": "Todos los futuros están en una tabla junto a esta página. En Python:",
    "sweep_read_rows": "Una fila es un futuro en un mundo. scenario: as_is es el recorrido de hoy; "
    "los demás, los rediseños. point: el número del punto; después, una columna por cada parámetro "
    "variado, con su lugar. kind: central (solo azar) o drawn (también se sortean los valores "
    "inciertos). replication: qué azar; las filas con el mismo run lo comparten, así que su "
    "diferencia es lo que hace un rediseño. status: done (vivido), rejected (caso no válido) o "
    "failed (interrumpido), con su motivo en reason. Las demás columnas son cifras; las partes van "
    "de 0 a 1.",
}
