"""What the model's code says of itself, in Spanish: the stages of a day, the rules of behaviour.

The code speaks English, once, where it stands (docstrings of stages, `behaviour.RULES`), and that
text is the key here: reworded there, it is found missing here by a test, not stale by a reader.
Names of people and papers need no entry.
"""

SPANISH = {
    # Las etapas de un día.
    "What is outside, levers that start, ramp or drift, and fixes move what people live.": (
        "El mundo de fuera, las palancas que empiezan, avanzan o se desgastan, y los arreglos "
        "mueven lo que la gente vive."
    ),
    "Those whose answer has waited long enough are called, if they are still customers.": (
        "Se llama a quienes respondieron mal hace lo bastante, si aún son clientes."
    ),
    "Yesterday's messages move what people think of the firm, once, from yesterday's state.": (
        "Los mensajes de ayer mueven lo que la gente piensa de la empresa, una vez, "
        "desde el estado de ayer."
    ),
    "A prospect's hazard eats up the prospect's draw; when nothing is left, buying begins.": (
        "El riesgo de un prospecto consume su sorteo; cuando no queda nada, empieza la compra."
    ),
    "Customers due today walk their journeys, and remember those that end.": (
        "Los clientes a quienes hoy les toca andan sus recorridos, y recuerdan los que terminan."
    ),
    "Everybody of the teams comes to work, or does not.": (
        "Todos los de los equipos vienen a trabajar, o no."
    ),
    "Run the lines of all teams for a day.": (
        "Las filas de todos los equipos avanzan durante un día."
    ),
    "Those whom a team has served today, or not, make something of it and walk on.": (
        "A quienes un equipo atendió hoy, o no, les queda una impresión, y siguen andando."
    ),
    "What customers and work have done to each employee; some will not come back.": (
        "Lo que los clientes y el trabajo le han hecho a cada empleado; algunos no volverán."
    ),
    "Customers whose period ends today leave, or stay and pay.": (
        "Los clientes cuyo periodo acaba hoy se van, o se quedan y pagan."
    ),
    "The recurring survey reaches those whose turn it is.": (
        "La encuesta periódica llega a quienes les toca."
    ),
    "Count customers, those kept since day 0, and what each would answer if asked.": (
        "Se cuentan los clientes, los que siguen desde el día 0 y lo que cada uno contestaría "
        "si se le preguntara."
    ),
    "Competitors' quality and prices move what customers demand, and what draws them away.": (
        "La calidad y los precios de los competidores mueven lo que los clientes exigen y lo que "
        "los atrae a irse."
    ),
    # Las reglas: nombre y significado.
    "The category": "La categoría",
    "What the best competitor has added, customers come to demand of everybody.": (
        "Lo que el mejor competidor ha añadido, los clientes acaban exigiéndoselo a todos."
    ),
    "Choosing a provider": "La elección de proveedor",
    "Who leaves goes where reputation, the quality seen from outside and price draw them.": (
        "Quien se va va adonde lo atraen la reputación, la calidad que se ve desde fuera y el "
        "precio."
    ),
    "Coming back": "El regreso",
    "Who left may come back, the sooner the less badly they left, and remembers.": (
        "Quien se fue puede volver, antes cuanto menos mal se fue, y recuerda."
    ),
    "What all reviews until yesterday come to is shown, and met where they are read.": (
        "Se muestra lo que suman todas las reseñas hasta ayer, y se encuentra donde se leen."
    ),
    # Las reglas: nombre y significado.
    "Referral": "Recomendación",
    "Who was brought by a customer leaves less while that one stays, and pays more at first.": (
        "Quien llegó por un cliente se va menos mientras ese sigue, y deja más al principio."
    ),
    "Schmitt, Skiera & Van den Bulte (2011)": "Schmitt, Skiera y Van den Bulte (2011)",
    "size and pace of the margin are assumptions": (
        "el tamaño y el ritmo del margen son supuestos"
    ),
    "elasticities You, Vadakkepatt & Joshi (2015)": (
        "elasticidades, You, Vadakkepatt y Joshi (2015)"
    ),
    "how often reviews are written is an assumption": (
        "con qué frecuencia se escriben es un supuesto"
    ),
    "Reviews": "Reseñas",
    "Who is delighted or angry writes; how many there are, and their stars, move prospects.": (
        "Escribe quien está encantado o enfadado; cuántas hay, y sus estrellas, mueven a los "
        "prospectos."
    ),
    "Disconfirmation": "Desconfirmación",
    "Satisfaction follows quality and surprise; a shortfall weighs more than an excess.": (
        "La satisfacción sigue a la calidad y a la sorpresa; quedarse corto pesa más que excederse."
    ),
    "Will and should": "Lo que se espera y lo que se exige",
    "What one thinks will happen colours the quality seen; what should happen darkens it.": (
        "Lo que uno cree que pasará tiñe la calidad que ve; lo que debería pasar la oscurece."
    ),
    "Updating": "Actualización",
    "Each visit moves what is expected next; standards only rise.": (
        "Cada visita mueve lo que se espera después; las exigencias solo suben."
    ),
    "Some qualities can only disappoint, some only delight, some do both in proportion.": (
        "Algunas cualidades solo pueden decepcionar, otras solo encantar, otras ambas cosas en "
        "proporción."
    ),
    "First expectations": "Primeras expectativas",
    "What newcomers expect comes from what is promised, what is said, and what is usual.": (
        "Lo que esperan los nuevos viene de lo que se promete, lo que se dice y lo que es usual."
    ),
    "Peak and end": "Pico y final",
    "A journey is remembered by its extreme, its end and its mean, not by its length.": (
        "Un recorrido se recuerda por su extremo, su final y su media, no por su duración."
    ),
    "Cumulative satisfaction": "Satisfacción acumulada",
    "Each journey moves lasting satisfaction towards its memory, faster down than up.": (
        "Cada recorrido mueve la satisfacción duradera hacia su recuerdo, más rápido hacia abajo "
        "que hacia arriba."
    ),
    "Mood": "Ánimo",
    "A good mood flatters what is met, a bad one darkens it; the experienced are swayed less.": (
        "El buen ánimo favorece lo que se encuentra, el malo lo oscurece; a quien tiene "
        "experiencia lo mueve menos."
    ),
    "Effort": "Esfuerzo",
    "A contact made again, in another channel or handed on is worth less; told anew, least.": (
        "Un contacto repetido, por otro canal o pasado a otra persona vale menos; y si hay que "
        "contar todo de nuevo, lo que menos."
    ),
    "Display": "Lo que se muestra",
    "What employees show of themselves is worth more where it is felt than where it is put on.": (
        "Lo que el empleado muestra de sí vale más si lo siente que si lo finge."
    ),
    "Strain": "Desgaste",
    "Load, acting and rudeness strain employees, who then serve worse, stay away and quit.": (
        "La carga, fingir y los malos tratos desgastan al empleado, que entonces atiende peor, "
        "falta y renuncia."
    ),
    "Waiting in line": "Esperar en la fila",
    "A wait costs by the minute beyond what is acceptable; empty and unexplained it feels "
    "longer.": (
        "Esperar cuesta por cada minuto más allá de lo aceptable; una espera vacía y sin "
        "explicación se siente más larga."
    ),
    "Patience": "Paciencia",
    "Who waits in line gives up when their patience ends, some sooner than others.": (
        "Quien espera en la fila desiste cuando se le acaba la paciencia, unos antes que otros."
    ),
    "Service times": "Tiempos de atención",
    "Serving takes some much longer than others, whoever serves.": (
        "Atender a unos toma mucho más que a otros, sea quien sea que atienda."
    ),
    "Learning the job": "Aprender el oficio",
    "Newcomers lack part of the skill that they will have, and learn it with time.": (
        "A los nuevos les falta parte de la destreza que tendrán, y la aprenden con el tiempo."
    ),
    "Skill and mood at work": "Destreza y ánimo en el trabajo",
    "The skilled, and those in a good mood, serve faster and better and err less.": (
        "Los diestros, y quienes están de buen ánimo, atienden más rápido y mejor y fallan menos."
    ),
    "Customers' tempers": "El humor de los clientes",
    "Content and angry customers move the mood in which employees come the next day.": (
        "Los clientes contentos y los enojados mueven el ánimo con que el empleado llega al día "
        "siguiente."
    ),
    "Employees and customers": "Empleados y clientes",
    "How employees are moves customers, and how customers are moves employees, each way apart.": (
        "Cómo están los empleados mueve a los clientes, y cómo están los clientes mueve a los "
        "empleados, cada sentido por su lado."
    ),
    "Solving": "Resolver",
    "Skill, authority and knowing the customer's story make it likelier that it is solved.": (
        "La destreza, la autoridad y conocer la historia del cliente hacen más probable resolver "
        "su asunto."
    ),
    "Assistants": "Asistentes automáticos",
    "An assistant settles what is easy; who wants a person and finds no way out minds it.": (
        "Un asistente resuelve lo fácil; a quien quiere una persona y no encuentra salida le pesa."
    ),
    "Complaint": "Queja",
    "After a failure some complain, the more the more it cost them and the worse it felt.": (
        "Tras una falla algunos se quejan, más cuanto más les costó y cuanto peor la sintieron."
    ),
    "Recovery": "Reparación",
    "A failure leaves a grievance that fades; making good soothes it, never wholly.": (
        "Una falla deja un agravio que se apaga; repararla lo alivia, nunca del todo."
    ),
    "Stay": "Permanencia",
    "The satisfied leave less, from their cumulative satisfaction, on a clock of its own.": (
        "Los satisfechos se van menos, según su satisfacción acumulada, con un reloj propio."
    ),
    "Lock-in": "Atadura",
    "Being bound keeps the dissatisfied; who is satisfied would have stayed anyhow.": (
        "Estar atado retiene a los insatisfechos; quien está satisfecho se habría quedado igual."
    ),
    "the line between the two is a modelling choice": (
        "la recta entre ambos es una decisión de modelado"
    ),
    "Spend": "Gasto",
    "The satisfied, and those who become so, spend more; less so the longer they have stayed.": (
        "Los satisfechos, y quienes llegan a estarlo, gastan más; menos cuanto más tiempo llevan."
    ),
    "Willingness to pay": "Disposición a pagar",
    "What one would pay hardly moves in the middle, and steeply at both ends.": (
        "Lo que uno pagaría apenas se mueve en el centro, y mucho en ambos extremos."
    ),
    "Campaigns contact customers whose turn it is, and some take the offer.": (
        "Las campañas contactan a los clientes a quienes les toca, y algunos toman la oferta."
    ),
    "Untargeted contact": "Contacto no pedido",
    "A contact that nobody asked for can break inertia, and drive customers away.": (
        "Un contacto que nadie pidió puede romper la inercia y ahuyentar clientes."
    ),
    "when it ends is a modelling choice": "cuándo acaba es una decisión de modelado",
    "Lines of business": "Líneas de negocio",
    "Who holds several lines may drop one instead of leaving; who lacks one may take it.": (
        "Quien tiene varias líneas puede dejar una en vez de irse; a quien le falta una, tomarla."
    ),
    "Reasons for leaving": "Razones de la baja",
    "Who leaves often says that it was the price, whatever it was.": (
        "Quien se va dice a menudo que fue el precio, sea lo que sea."
    ),
    "Sorting": "Selección",
    "Loyalty differs between people for life, so retention rises as the disloyal go.": (
        "La lealtad difiere entre personas de por vida, así que la retención sube conforme se van "
        "los menos leales."
    ),
    "Talk": "Hablar",
    "People talk after the very good and, more readily, after the very bad.": (
        "La gente habla tras lo muy bueno y, con más facilidad, tras lo muy malo."
    ),
    "Hear": "Oír",
    "Praise and blame move the chance of buying, less when they go against preference.": (
        "Elogios y críticas mueven la probabilidad de comprar, menos cuando van contra la "
        "preferencia."
    ),
    "Friends who leave": "Amigos que se van",
    "A friend's leaving makes leaving likelier for some weeks; the loyal mind it less.": (
        "Que un amigo se vaya hace más probable irse durante unas semanas; a los leales les pesa "
        "menos."
    ),
    "Network": "Red",
    "Talk and adoption spread along strong ties between likes and a few weak ties to anyone.": (
        "Lo que se dice y lo que se adopta corre por lazos fuertes entre semejantes y unos pocos "
        "lazos débiles con cualquiera."
    ),
    "Price": "Precio",
    "A rise in price drives customers away, the satisfied less.": (
        "Una subida de precio ahuyenta a los clientes, menos a los satisfechos."
    ),
    "Economy": "Economía",
    "In good times experience counts more, and people meet the firm in a better mood.": (
        "En buenos tiempos la experiencia cuenta más, y la gente llega de mejor ánimo."
    ),
    "of mood, Frank and co-authors, its size an assumption": (
        "del ánimo, Frank y coautores, con un tamaño supuesto"
    ),
    "Shock": "Sacudida",
    "What strikes from outside passes, part of it quickly, part slowly, part of a loss never.": (
        "Lo que golpea desde fuera pasa: una parte rápido, otra despacio, y parte de una pérdida "
        "nunca."
    ),
    "Personalisation": "Personalización",
    "What is made for a person is worth more to them; made for somebody else, less than none.": (
        "Lo hecho para uno le vale más; hecho para otra persona, menos que nada."
    ),
    "Survey": "Encuesta",
    "Strong feelings answer more often; answers carry the person's style and the day's mood.": (
        "Quien siente fuerte contesta más; las respuestas llevan el estilo de la persona y el "
        "humor del día."
    ),
    "CSAT and CES": "CSAT y CES",
    "Satisfaction scores follow the last journey, effort scores the contacts that it took.": (
        "La nota de satisfacción sigue al último recorrido; la de esfuerzo, a los contactos que "
        "tomó."
    ),
    "Value": "Valor",
    "A customer is worth the discounted margin of the time they stay.": (
        "Un cliente vale el margen, traído a hoy, del tiempo que se queda."
    ),
    "Waiting for what was promised": "Esperar lo prometido",
    "Waiting costs by the day, and more so beyond the promised day; early earns nothing.": (
        "Esperar cuesta por día, y más pasado el día prometido; llegar antes no gana nada."
    ),
    "Adoption": "Adopción",
    "Prospects adopt from advertising and from friends who have adopted.": (
        "Los prospectos adoptan por la publicidad y por amigos que ya adoptaron."
    ),
    "Rising standards": "Exigencias que suben",
    "What customers think they are entitled to rises year by year, whatever the firm does.": (
        "Lo que los clientes creen que se les debe sube año con año, haga lo que haga la empresa."
    ),
    "Trust": "Confianza",
    "A word broken costs trust; trust decides how far promises and recoveries are believed.": (
        "Una palabra rota resta confianza; de ella depende cuánto se creen promesas y reparaciones."
    ),
    "Branching": "Bifurcación",
    "Which way a traveller turns depends on satisfaction and effort so far.": (
        "El camino que toma un viajero depende de su satisfacción y su esfuerzo hasta ahí."
    ),
    # Las fuentes, en lo que no son nombres, y lo que apaga una regla.
    "Modelling choice": "Decisión de modelado",
    "weights are modelling choices": "los pesos son decisiones de modelado",
    "rates are modelling choices": "las tasas son decisiones de modelado",
    "coefficients are modelling choices": "los coeficientes son decisiones de modelado",
    "sizes and times are modelling choices": "tamaños y tiempos son decisiones de modelado",
    "slopes are modelling choices": "las pendientes son decisiones de modelado",
    "form is a modelling choice": "la forma es una decisión de modelado",
    "form and strengths are modelling choices": "la forma y las fuerzas son decisiones de modelado",
    "Dixon, Toman & DeLisi (2013), a vendor's survey": (
        "Dixon, Toman & DeLisi (2013), encuesta de un proveedor"
    ),
    "form and strength are modelling choices": "la forma y la fuerza son decisiones de modelado",
    "formula, forgetting and effect on leaving are modelling choices": (
        "la fórmula, el olvido y el efecto en la fuga son decisiones de modelado"
    ),
    "how price and preference multiply is a modelling choice": (
        "cómo se multiplican precio y preferencia es una decisión de modelado"
    ),
    "how many ties, how strong, and a ring by archetype are modelling choices": (
        "cuántos lazos, qué tan fuertes y un anillo por arquetipo son decisiones de modelado"
    ),
    "loss aversion Brown et al. (2024)": "aversión a la pérdida: Brown et al. (2024)",
    "Lemon & Verhoef (2016), background knowledge": "Lemon & Verhoef (2016), conocimiento general",
    "the share is a modelling choice": "la proporción es una elección de modelado",
    "McFadden (1978), background knowledge": "McFadden (1978), conocimiento general",
    "strengths are assumptions": "las fuerzas son supuestos",
    "Wang & Ji (2010), background knowledge": "Wang & Ji (2010), conocimiento general",
    "Bijmolt, van Heerde & Pieters (2005), background knowledge": (
        "Bijmolt, van Heerde & Pieters (2005), conocimiento general"
    ),
    "The shifted beta-geometric model of retention": (
        "El modelo beta-geométrico desplazado de retención"
    ),
    "Hülsheger & Schewe (2011) for acting": "Hülsheger & Schewe (2011) sobre el fingir",
    "Maister (1985), Davis & Vollmann (1990), Taylor (1994), background knowledge": (
        "Maister (1985), Davis & Vollmann (1990), Taylor (1994), conocimiento general"
    ),
    "Brown et al. (2005) for its form": "Brown et al. (2005) sobre su forma",
    "Getta (2011), a dissertation": "Getta (2011), una tesis doctoral",
    "TARP, secondary sources": "TARP, fuentes secundarias",
    "severity and its slope are assumptions": "la gravedad y su pendiente son supuestos",
    "sizes are assumptions": "los tamaños son supuestos",
    "Zeithaml, Berry & Parasuraman (1993), background knowledge": (
        "Zeithaml, Berry & Parasuraman (1993), conocimiento general"
    ),
    "weights are assumptions": "los pesos son supuestos",
    "De Haan, Verhoef & Wiesel (2015) for what they tell apart": (
        "De Haan, Verhoef & Wiesel (2015) sobre lo que distingue a cada una"
    ),
    "Sizes after public orders of an online shop (Olist)": (
        "Tamaños según pedidos públicos de una tienda en línea (Olist)"
    ),
    "Textbook sum": "Suma de libro de texto",
    "elasticity to retention compared with Gupta, Lehmann & Stuart (2004)": (
        "elasticidad a la retención comparada con Gupta, Lehmann & Stuart (2004)"
    ),
    "Bass (1969) on a network": "Bass (1969) sobre una red",
    "one_dimensional, with dimensions.*.specification 10": (
        "one_dimensional, con dimensions.*.specification 10"
    ),
}
