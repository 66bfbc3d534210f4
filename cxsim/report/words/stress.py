"""Words of the stress test, in both languages."""

EN = {
    "stress_title": "{name}: stress test",
    "stress_kicker": "Stress test",
    "stress_skip": "Skip to what still wins",
    "stress_shocks": "Shocks",
    "stress_none": "no shock",
    "stress_size": "{shock}, {times} times as strong",
    "stress_calm": "Without a shock **{name}** is worth most: {net} beside no change.",
    "stress_calm_nothing": "Without a shock **no redesign** is worth its cost: nothing beats no "
    "change.",
    "stress_doubt": "That is at central values: in {others} of the {total} futures tested another "
    "choice is worth more, so it is **not sure**.",
    "stress_steady": "At central values it stays the best under every shock tested, up to {times} "
    "times its size.",
    "stress_turns": "At central values the ranking turns: {turns}.",
    "stress_turn": "from {times} times the size of “{shock}” on, {after} is ahead of {before}",
    "stress_worst": "Dearest is “{shock}”: with no change it costs {cost} in net present value.",
    "stress_wins_heading": "Which still wins",
    "stress_wins_title": "Net present value of each redesign beside no change, under the same "
    "shock",
    "stress_wins_note": "Both lives meet the same shock with the same luck. Below each figure: 95% "
    "of the futures. First columns: what is worth most at central values, and in how many of the "
    "futures tested it is.",
    "stress_shock": "shock",
    "stress_best": "worth most",
    "stress_often": "in the futures",
    "stress_of": "{count} of {total}",
    "stress_nothing": "no change",
    "stress_felt_heading": "How hard it hits, and for how long",
    "stress_felt_title": "{shock}: what it does",
    "stress_felt_note": "Beside the same life without the shock. Soon: mean of "
    "the first three months after it strikes; at the end: of the last three of the horizon. Over: "
    "no more than a tenth of the worst gap is left, for good.",
    "stress_figure": "figure",
    "stress_at_worst": "at its worst",
    "stress_soon": "soon",
    "stress_late": "at the end",
    "stress_over": "over after",
    "stress_strikes": "strikes on day {day}",
    "stress_not_over": "not within the horizon",
    "stress_one_month": "1 month",
    "stress_unmoved": "not moved",
    "stress_in_month": "{gap} (month {month})",
    "stress_felt_satisfaction": "satisfaction, 0–10",
    "stress_felt_customers": "customers",
    "stress_felt_profit": "profit a month",
    "stress_chart_title": "{shock}: satisfaction beside a life without it",
    "stress_chart_alt": "{title}, by month after day 0. {items}.",
    "stress_chart_item": "{name}: {worst} at its worst, {late} at the end",
    "stress_chart_caption": "Means of the central futures. The line marks the day on which it "
    "strikes.",
    "stress_line": "{shock}: {best} is worth most at central values, and in {often} of the {total} "
    "futures tested; {felt}.",
    "stress_line_over": "satisfaction {worst} at its worst, over after {over}",
    "stress_line_lasting": "satisfaction {worst} at its worst, not over within the horizon",
    "stress_line_hardly": "satisfaction hardly moves ({worst} at its worst)",
    "stress_line_unmoved": "satisfaction does not move",
}
ES = {
    "stress_title": "{name}: prueba de resistencia",
    "stress_kicker": "Prueba de resistencia",
    "stress_skip": "Ir a lo que todavía gana",
    "stress_shocks": "Sacudidas",
    "stress_none": "sin sacudida",
    "stress_size": "{shock}, {times} veces más fuerte",
    "stress_calm": "Sin sacudida, **{name}** es lo que más vale: {net} frente a no cambiar nada.",
    "stress_calm_nothing": "Sin sacudida, **ningún rediseño** vale lo que cuesta: nada supera a no "
    "cambiar nada.",
    "stress_doubt": "Eso es con valores centrales: en {others} de los {total} futuros probados "
    "vale más otra opción, así que **no es seguro**.",
    "stress_steady": "Con valores centrales sigue siendo lo mejor en cada sacudida probada, hasta "
    "{times} veces su tamaño.",
    "stress_turns": "Con valores centrales el orden se invierte: {turns}.",
    "stress_turn": "desde {times} veces el tamaño de «{shock}», {after} queda delante de {before}",
    "stress_worst": "La más cara es «{shock}»: sin cambios cuesta {cost} de valor presente neto.",
    "stress_wins_heading": "Cuál gana todavía",
    "stress_wins_title": "Valor presente neto de cada rediseño frente a no cambiar nada, con la "
    "misma sacudida",
    "stress_wins_note": "Las dos vidas sufren la misma sacudida con la misma suerte. Debajo de "
    "cada cifra: el 95% de los futuros. Primeras columnas: lo que más vale con valores centrales, "
    "y en cuántos de los futuros probados lo es.",
    "stress_shock": "sacudida",
    "stress_best": "lo que más vale",
    "stress_often": "en los futuros",
    "stress_of": "{count} de {total}",
    "stress_nothing": "sin cambios",
    "stress_felt_heading": "Cuánto golpea y cuánto dura",
    "stress_felt_title": "{shock}: lo que hace",
    "stress_felt_note": "Frente a la misma vida sin la sacudida. Pronto: "
    "media de los tres primeros meses desde que golpea; al final: de los tres últimos del "
    "horizonte. Pasa: ya no queda más de una décima parte de la peor brecha, y no vuelve.",
    "stress_figure": "cifra",
    "stress_at_worst": "en lo peor",
    "stress_soon": "pronto",
    "stress_late": "al final",
    "stress_over": "pasa en",
    "stress_strikes": "golpea el día {day}",
    "stress_not_over": "no dentro del horizonte",
    "stress_one_month": "1 mes",
    "stress_unmoved": "no se mueve",
    "stress_in_month": "{gap} (mes {month})",
    "stress_felt_satisfaction": "satisfacción, 0–10",
    "stress_felt_customers": "clientes",
    "stress_felt_profit": "ganancia al mes",
    "stress_chart_title": "{shock}: satisfacción frente a una vida sin ella",
    "stress_chart_alt": "{title}, por mes desde el día 0. {items}.",
    "stress_chart_item": "{name}: {worst} en lo peor, {late} al final",
    "stress_chart_caption": "Medias de los futuros centrales. La línea marca el día en que golpea.",
    "stress_line": "{shock}: {best} es lo que más vale con valores centrales, y en {often} de los "
    "{total} futuros probados; {felt}.",
    "stress_line_over": "satisfacción {worst} en lo peor, pasa en {over}",
    "stress_line_lasting": "satisfacción {worst} en lo peor, no pasa dentro del horizonte",
    "stress_line_hardly": "la satisfacción casi no se mueve ({worst} en lo peor)",
    "stress_line_unmoved": "la satisfacción no se mueve",
}
