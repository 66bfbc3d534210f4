"""Words of what points of NPS are worth, in both languages."""

EN = {
    "points_heading": "What {wanted} points of NPS are worth here",
    "points_lead": "It depends on **how they are earned**. No firms or customers are compared: the "
    "same customers live today and a better day, and the money it brings is set against the points "
    "it brings, over {horizon}.",
    "points_everywhere": "Earned **everywhere alike**, {wanted} points are worth {worth}{range}.",
    "points_beyond": "That lies beyond what was lived in {share} of the futures and is carried on "
    "there in a straight line.",
    "points_nowhere": "Better quality everywhere did not raise NPS, so nothing can be read off.",
    "points_spread": "Earned by **{first}** they are worth {most}{most_range}; by **{last}** "
    "{least}{least_range}.",
    "points_overlap": "Those ranges overlap, so their order is not sure.",
    "points_apart": "Those ranges do not overlap.",
    "points_without": "Money **without points**: {items}. NPS does not see it.",
    "points_without_item": "{name} ({money})",
    "points_range": " ({range})",
    "points_chart_title": "Money gained against points gained",
    "points_chart_caption": "Line: quality better everywhere alike, by {sizes}. Numbers: one way "
    "alone, named in the table below. Steeper is dearer. Strokes: {spread}.",
    "points_chart_alt": "{title}. {items}.",
    "points_chart_item": "{name}: {nps} points, {money}",
    "points_all": "everywhere alike",
    "points_size": "everywhere, +{size}",
    "points_axis_nps": "points of NPS more",
    "points_axis_npv": "net present value more",
    "points_table_title": "What {wanted} points are worth, by how they are earned",
    "points_table_note": "Single touchpoints: quality better by {raised}. Worth: money per point "
    "lived, times {wanted}; below it {spread}. * more points than were lived this way, "
    "so in a straight line. Where NPS hardly moved no worth is told. Redesigns: before what they "
    "cost.",
    "points_way": "earned by",
    "points_nps": "points lived",
    "points_npv": "money lived",
    "points_worth": "{wanted} points",
    "points_far": "{worth}*",
}
ES = {
    "points_heading": "Cuánto valen aquí {wanted} puntos de NPS",
    "points_lead": "Depende de **cómo se ganan**. No se comparan empresas ni clientes: los mismos "
    "clientes viven el día de hoy y uno mejor, y el dinero que trae se pone frente a los puntos "
    "que trae, en {horizon}.",
    "points_everywhere": "Ganados **por igual en todas partes**, {wanted} puntos valen "
    "{worth}{range}.",
    "points_beyond": "Eso queda más allá de lo vivido en el {share} de los futuros, y ahí se "
    "prolonga en línea recta.",
    "points_nowhere": "Mejor calidad en todas partes no subió el NPS, así que no se lee nada.",
    "points_spread": "Ganados con **{first}** valen {most}{most_range}; con **{last}**, "
    "{least}{least_range}.",
    "points_overlap": "Esos rangos se traslapan, así que su orden no es seguro.",
    "points_apart": "Esos rangos no se traslapan.",
    "points_without": "Dinero **sin puntos**: {items}. El NPS no lo ve.",
    "points_without_item": "{name} ({money})",
    "points_range": " ({range})",
    "points_chart_title": "Dinero ganado frente a puntos ganados",
    "points_chart_caption": "Línea: calidad mejor por igual en todas partes, en {sizes}. Números: "
    "un solo camino, con su nombre en la tabla de abajo. Más empinado vale más. Trazos: {spread}.",
    "points_chart_alt": "{title}. {items}.",
    "points_chart_item": "{name}: {nps} puntos, {money}",
    "points_all": "por igual en todas partes",
    "points_size": "en todas partes, +{size}",
    "points_axis_nps": "puntos de NPS más",
    "points_axis_npv": "valor presente neto más",
    "points_table_title": "Cuánto valen {wanted} puntos, según cómo se ganan",
    "points_table_note": "Puntos de contacto solos: calidad mejor en {raised}. Valor: dinero por "
    "punto vivido, por {wanted}; debajo, {spread}. * más puntos de los que se "
    "vivieron así, o sea en línea recta. Donde el NPS casi no se movió no se dice valor. "
    "Rediseños: antes de lo que cuestan.",
    "points_way": "ganados con",
    "points_nps": "puntos vividos",
    "points_npv": "dinero vivido",
    "points_worth": "{wanted} puntos",
    "points_far": "{worth}*",
}
