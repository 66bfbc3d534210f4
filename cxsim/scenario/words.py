"""What the scenario room says to people, in English and Spanish: one table, looked up by key."""

from __future__ import annotations

import math
from dataclasses import dataclass

LANGUAGES = ("en", "es")

WORDS: dict[str, tuple[str, str]] = {
    # What is wrong; each follows the place.
    "unknown": ("is not known here", "no se conoce aquí"),
    "missing": ("is missing", "falta"),
    "wrong": ("is {value}, which is not allowed", "es {value}, y no se admite"),
    "strangers": (
        "names people whom the run does not have: {value}",
        "nombra a personas que la corrida no tiene: {value}",
    ),
    "strengths": (
        "gives ties strengths that none can have: {value}",
        "da a lazos fuerzas que ninguno puede tener: {value}",
    ),
    "unread_file": (
        "is {value}, which nothing reads where ties are of this kind",
        "es {value}, que nada lee con lazos de este tipo",
    ),
    "file": ("cannot be read: {value}", "no se puede leer: {value}"),
    "sum": ("has shares that sum to {value}", "tiene proporciones que suman {value}"),
    "zero_sum": ("has weights that sum to zero", "tiene pesos que suman cero"),
    "no_way_out": ("is a step with no way out", "es un paso sin salida"),
    "many": ("has {value} journeys of one kind", "tiene {value} recorridos de un mismo tipo"),
    "unmovable": (
        "names {value}, which no redesign can change",
        "nombra {value}, que ningún rediseño puede cambiar",
    ),
    "unread": (
        "acts on {value}, which nothing reads in this case",
        "actúa sobre {value}, que nada lee en este caso",
    ),
    "absent": ("{value}", "{value}"),
    "names_unstated": (
        "names {target}, and the case states no {part}",
        "nombra {target}, y el caso no indica {part}",
    ),
    "names_form": (
        "names {target}, and {part} is of {tag} {form}, which has no {last}",
        "nombra {target}, y {part} es de {tag} {form}, que no tiene {last}",
    ),
    "again": ("names {value} more than once", "nombra {value} más de una vez"),
    "unlike": (
        "names {value}, whose numbers have different units, and one effect cannot be in all",
        "nombra {value}, cuyos números tienen unidades distintas, y un efecto no vale para todas",
    ),
    "nobody": (
        "acts on {value}, which none of its archetypes lives",
        "actúa sobre {value}, que ninguno de sus arquetipos vive",
    ),
    "misnamed": (
        "has a name that no redesign can have",
        "tiene un nombre que ningún rediseño puede llevar",
    ),
    "no_entry": (
        "leaves no entry into {value}",
        "no deja ninguna entrada a {value}",
    ),
    "shuts": (
        "can leave no entry into {value}",
        "puede no dejar ninguna entrada a {value}",
    ),
    "endless": (
        "can leave {value} no way to an end",
        "puede dejar {value} sin camino a un final",
    ),
    "unasked": ("is a rule that no run asks", "es una regla que ninguna corrida usa"),
    "taken": ("is there today already", "ya existe hoy"),
    "unreached": (
        "is a touchpoint that no way and no entry leads to",
        "es un punto de contacto al que no lleva ningún camino ni entrada",
    ),
    "beside_removes": (
        "stands beside removes",
        "está junto a removes",
    ),
    "dated": (
        "moves {value}, which needs a date",
        "mueve {value}, que necesita una fecha",
    ),
    "short_path": (
        "ends on day {value}, before the last day lived",
        "termina en el día {value}, antes del último día vivido",
    ),
    "beside_start": ("stands beside start_day", "está junto a start_day"),
    "beside_shock": (
        "stands without failures_at or waits_at",
        "está sin failures_at ni waits_at",
    ),
    "unforeseen": ("cannot be known before", "no puede saberse antes"),
    "closed": (
        "is {value}, which is closed itself",
        "es {value}, que también se cierra",
    ),
    "memory": ("takes {value}", "ocupa {value}"),
    "more_than_real": (
        "is more than the firm has, and its teams serve no more than there are",
        "es más de los que tiene la empresa, y sus equipos no atienden a más de los que hay",
    ),
    # What is wrong where a study is to be kept, or lived.
    "held": (
        "is in use: another process lives this study, or this share of it, there",
        "está en uso: otro proceso corre ahí este estudio, o esta parte de él",
    ),
    "another_study": (
        "already holds something else than this study",
        "ya tiene algo distinto de este estudio",
    ),
    "no_coalition": (
        "cannot be told apart by lever: it is no valid redesign with only {value} of its levers",
        "no se puede repartir entre palancas: no es un rediseño válido con solo {value} de ellas",
    ),
    "not_lived": (
        "could not be lived to its end: {value}",
        "no se pudo correr hasta el final: {value}",
    ),
    "unwritten": ("cannot be written: {value}", "no se puede escribir: {value}"),
    "workers_died": (
        "lost its workers again and again; what was done is kept, {value} parts are left",
        "perdió a sus trabajadores una y otra vez; lo hecho queda, faltan {value} partes",
    ),
    "own_code": (
        "was made with rules or people of somebody's own, which it cannot hold",
        "se hizo con reglas o personas propias, que no puede contener",
    ),
    "no_manifest": ("is no manifest of a study", "no es el manifiesto de un estudio"),
    "files_changed": (
        "was made with data files of the case {value} that are gone, or not the same",
        "se hizo con archivos de datos del caso {value} que ya no están, o no son los mismos",
    ),
    # What is wrong with what follows a comparison.
    "no_numbers": (
        "has {value} values that are no finite number",
        "tiene {value} valores que no son un número finito",
    ),
    "shaped": ("has the shape {value}", "tiene la forma {value}"),
    "under_cheapest": (
        "is {value}, which does not buy even the cheapest lever",
        "es {value}, y no alcanza ni para la palanca más barata",
    ),
    "none_affordable": (
        "leaves no set of levers that can be afforded",
        "no deja ningún conjunto de palancas que se pueda pagar",
    ),
    # What is wrong with teams.
    "idle": (
        "is a team to which no touchpoint and no transfer leads",
        "es un equipo al que no lleva ningún punto de contacto ni traspaso",
    ),
    "assisted": (
        "stands beside the assistant of that touchpoint",
        "está junto al asistente de ese punto de contacto",
    ),
    "let_out": (
        "is {value}, to which an assistant leads",
        "es {value}, a donde lleva un asistente",
    ),
    "let_out_elsewhere": (
        "what is not human or stuck of an assistant, as it is of {names}",
        "lo que no sea human ni stuck de un asistente, como lo es de {names}",
    ),
    "leads_nowhere": (
        "is a handoff to nowhere: there is no touchpoint {value}",
        "es un traspaso a ninguna parte: no hay un punto de contacto {value}",
    ),
    "unserved": ("stands without a team", "está sin un equipo (team)"),
    "beside_shifts": ("stands beside shifts", "está junto a shifts"),
    "unstaffed": (
        "has nobody at work {value}, though it is open",
        "no tiene a nadie trabajando {value}, aunque está abierto",
    ),
    "too_few": ("is {value}, though it is open", "es {value}, aunque está abierto"),
    "empties": (
        "leaves {value} nobody to work in it, though it is open and some come",
        "deja {value} sin nadie que trabaje ahí, aunque abre y algunos llegan",
    ),
    "never_open": ("is closed all week", "está cerrado toda la semana"),
    "all_rest": (
        "come to {value} minutes, which leaves no time to work",
        "suman {value} minutos, y no queda tiempo para trabajar",
    ),
    "counts": ("has {value} numbers", "tiene {value} números"),
    "nobody_comes": (
        "has weights that sum to zero while the team is open ({value})",
        "tiene pesos que suman cero mientras el equipo abre ({value})",
    ),
    "follows": ("has {value}", "tiene {value}"),
    "never_comes": ("never comes to this team", "nunca llega a este equipo"),
    "never_asked": (
        "never comes to this assistant",
        "nunca llega a este asistente",
    ),
    "nowhere": (
        "is a handoff to nowhere: there is no team {value}",
        "es un traspaso a ninguna parte: no hay un equipo {value}",
    ),
    "passed_round": (
        "pass contacts round for ever",
        "pasan los contactos en círculo sin fin",
    ),
    "more": ("and more", "y más"),
    # What goes with it.
    "nearest": ("Nearest: {names}.", "Lo más parecido: {names}."),
    "allowed": ("Allowed: {names}.", "Se admite: {names}."),
    # Numbers.
    "between": ("{low} … {high}{unit}", "{low} … {high}{unit}"),
    "at_least": ("≥ {low}{unit}", "≥ {low}{unit}"),
    "at_most": ("≤ {high}{unit}", "≤ {high}{unit}"),
    "more_than": ("> {low}{unit}", "> {low}{unit}"),
    "less_than": ("< {high}{unit}", "< {high}{unit}"),
    "more_than_at_most": ("> {low}, ≤ {high}{unit}", "> {low}, ≤ {high}{unit}"),
    "point": ("a point between whole and decimals", "un punto entre enteros y decimales"),
    "number": ("a number{unit}", "un número{unit}"),
    "whole": ("whole number", "número entero"),
    "kind_edges": ("ties.kind: edges", "ties.kind: edges"),
    "person_of_run": (
        "numbers from 0 to {most}, the customers of day 0 first, then prospects",
        "números de 0 a {most}, primero los clientes del día 0, luego los prospectos",
    ),
    "line_only": ("line {line}", "la línea {line}"),
    "lines_from": (
        "{count} lines, the first of them line {line}",
        "{count} líneas, la primera es la línea {line}",
    ),
    "even": ("an even number", "un número par"),
    "read_here": (
        "a place that such a relationship and such a market make use of",
        "un lugar que una relación y un mercado así usen",
    ),
    "lived_already": (
        "0: the histories are the past already",
        "0: las historias ya son el pasado",
    ),
    "ordered": ("low ≤ value ≤ high", "low ≤ value ≤ high"),
    "quantity": (
        "a number, or {{value, low, high, source}}",
        "un número, o {{value, low, high, source}}",
    ),
    "sum_to_one": ("shares that sum to 1", "proporciones que sumen 1"),
    "positive_sum": ("a sum above zero", "una suma mayor que cero"),
    "per_dimension": (
        "a number, or one number for all dimensions",
        "un número, o uno solo para todas las dimensiones",
    ),
    # Other types.
    "yes_no": ("true or false", "true o false"),
    "text": ("text", "texto"),
    "some_text": ("text that is not empty", "un texto no vacío"),
    "shorter": ("at most {n} characters", "como mucho {n} caracteres"),
    "list": ("a list", "una lista"),
    "list_one": ("a list with at least one item", "una lista con al menos un elemento"),
    "section": ("a mapping with {keys}", "pares de clave y valor: {keys}"),
    "mapping": ("a mapping of names to values", "pares de nombre y valor"),
    "mapping_one": ("at least one entry", "al menos una entrada"),
    "label": ("text, or {{es: …, en: …}}", "un texto, o {{es: …, en: …}}"),
    "identifier": (
        "a name of a–z, 0–9 and _ that begins with a letter",
        "un nombre de a–z, 0–9 y _ que empiece por letra",
    ),
    "redesign_file": (
        "to_be_….yaml, of a–z, 0–9 and _",
        "to_be_….yaml, con a–z, 0–9 y _",
    ),
    "currency": ("three capital letters, such as USD", "tres mayúsculas, como USD"),
    "csv": ("the name of a .csv file", "el nombre de un archivo .csv"),
    "place": (
        "a dotted place, such as a.b.c, or a list of them",
        "un lugar con puntos, como a.b.c, o una lista de ellos",
    ),
    "span": (
        "two times from 00:00 to 24:00, such as 08:00-20:00",
        "dos horas de 00:00 a 24:00, como 08:00-20:00",
    ),
    "opening": (
        "two times from 00:00 to 24:00, such as 08:00-20:00, or closed",
        "dos horas de 00:00 a 24:00, como 08:00-20:00, o closed",
    ),
    "profile": (
        "24, 48 or 96 numbers ≥ 0, each for an equal part of the day",
        "24, 48 o 96 números ≥ 0, cada uno para una parte igual del día",
    ),
    "waiting_pair": (
        "[minutes, share], such as [2, 0.9]: after 2 minutes 90% still wait",
        "[minutos, proporción], como [2, 0.9]: a los 2 minutos aún espera el 90%",
    ),
    # What teams owe to themselves, and to the rest of a case.
    "work_for_it": (
        "a team that a touchpoint names as its team, or that transfers lead to",
        "un equipo que un punto de contacto nombre en team, o al que lleven transfers",
    ),
    "with_team": (
        "only beside team, which says who serves there",
        "solo junto a team, que dice quién atiende ahí",
    ),
    "only_employers": (
        "a team only where owner is brand or partner, as customers employ nobody",
        "un equipo solo donde owner es brand o partner, porque los clientes no emplean a nadie",
    ),
    "a_department": (
        "the department of a touchpoint or of a team",
        "el departamento (department) de un punto de contacto o de un equipo",
    ),
    "only_answers": (
        "an assistant only where owner is brand or partner",
        "un asistente solo donde owner es brand o partner",
    ),
    "where_people_are": (
        "another touchpoint where owner is brand or partner, and that is no assistant itself",
        "otro punto de contacto donde owner es brand o partner, y que no sea también un asistente",
    ),
    "no_team_too": (
        "an assistant or a team, one of the two",
        "un asistente o un equipo, uno de los dos",
    ),
    "it_leads": (
        "nothing here: the assistant makes the ways on from there",
        "nada aquí: el asistente hace los caminos que salen de ahí",
    ),
    "a_team": ("the name of a team of as_is.yaml", "el nombre de un equipo de as_is.yaml"),
    "nobody_alone": (
        "nothing here: a lever on a team acts for everybody whom it serves",
        "nada aquí: una palanca sobre un equipo actúa para todos los que atiende",
    ),
    "whole_reach": (
        "1: a lever on a team acts for everybody whom it serves",
        "1: una palanca sobre un equipo actúa para todos los que atiende",
    ),
    "the_team_itself": ("the team itself", "el mismo equipo"),
    "another_team": ("the name of another team", "el nombre de otro equipo"),
    "sum_at_most_one": (
        "shares that sum to 1 at most; who is not handed on is done",
        "proporciones que sumen 1 como mucho; quien no se traspasa ya está atendido",
    ),
    "handoffs_end": (
        "shares that sum to less than 1, here or at a team that these lead to",
        "proporciones que sumen menos de 1, aquí o en un equipo al que estas lleven",
    ),
    "one_employee": (
        "≥ {low}{unit}, as teams are run at firm.team_scale and need one employee there",
        "≥ {low}{unit}, porque los equipos corren a firm.team_scale y ahí hace falta un empleado",
    ),
    "somebody_left": (
        "an effect that leaves {low}{unit} at least; or removes, for all touchpoints of the team",
        "un efecto que deje al menos {low}{unit}; o removes, para todos los puntos del equipo",
    ),
    "no_teams_scaled": (
        "1, or nothing: no touchpoint has a team",
        "1, o nada: ningún punto de contacto tiene un equipo",
    ),
    "felt_by_team": (
        "staff only where a touchpoint names its team: who would serve there is what is felt",
        "staff solo donde un punto de contacto nombra su equipo: lo que se siente es quién atiende",
    ),
    "at_times": ("from {start} to {end} ({days})", "de {start} a {end} ({days})"),
    "every_day": ("every day", "todos los días"),
    "and_then": ("{first}, {then}", "{first}, {then}"),
    "mondays": ("Mondays", "lunes"),
    "tuedays": ("Tuesdays", "martes"),
    "weddays": ("Wednesdays", "miércoles"),
    "thudays": ("Thursdays", "jueves"),
    "fridays": ("Fridays", "viernes"),
    "satdays": ("Saturdays", "sábados"),
    "sundays": ("Sundays", "domingos"),
    "somebody_there": (
        "whenever it is open, a shift with a share above 0, or a presence that comes to one "
        "employee at least",
        "siempre que abra, un turno con share mayor que 0, o una presencia que llegue al menos a "
        "un empleado",
    ),
    "leaves_gaps": (
        "{staff}, which leaves nobody at work {when}",
        "{staff}, lo que no deja a nadie trabajando {when}",
    ),
    "all_shifts": (
        "{low}{unit} at least, as each of them has one shift; or one shift that is all of it",
        "{low}{unit} al menos, pues cada uno tiene un turno; o un solo turno que lo cubra todo",
    ),
    "within_a_day": (
        "two times of which the first is earlier; 00:00-24:00 is always",
        "dos horas, la primera más temprana; 00:00-24:00 es siempre",
    ),
    "an_open_day": ("opening hours on one day at least", "horas de apertura al menos un día"),
    "shifts_or_presence": (
        "shifts or presence, one of the two",
        "shifts o presence, uno de los dos",
    ),
    "two_times": ("two different times", "dos horas distintas"),
    "within_shift": ("a time within the shift, {hours}", "un rato dentro del turno, {hours}"),
    "closed_day": (
        "0, or nothing: the team is closed on that day",
        "0, o nada: el equipo cierra ese día",
    ),
    "rising_minutes": (
        "minutes that rise from each pair to the next",
        "minutos que suban de cada par al siguiente",
    ),
    "falling_shares": (
        "shares that never rise: who has gone does not come back to the line",
        "proporciones que nunca suban: quien se fue no vuelve a la fila",
    ),
    "after_it": ("{second} after {first}", "{second} después de {first}"),
    "at_most_real": (
        "1 … {n}, as firm.customers says, in a case with teams",
        "1 … {n}, como dice firm.customers, en un caso con equipos",
    ),
    # What parts of a case owe each other.
    "another_name": (
        "another name, as this one has a meaning of its own",
        "otro nombre, porque este ya tiene un significado",
    ),
    "many_lines": ("has {value} lines", "tiene {value} líneas"),
    "most_lines": ("at most {n}", "como mucho {n}"),
    "per_line": (
        "every line of relationship.lines, with held and spend",
        "cada línea de relationship.lines, con held y spend",
    ),
    "by_line": (
        "nothing here: with relationship.lines, each line states its own spend",
        "nada aquí: con relationship.lines, cada línea indica su propio spend",
    ),
    "zero_held": ("holds no line", "no tiene ninguna línea"),
    "positive_held": ("held above 0 for one line at least", "held mayor que 0 en alguna línea"),
    "another_lever": (
        "another lever, part of none itself",
        "otra palanca, que no sea parte de ninguna",
    ),
    "another_campaign": (
        "another name, as today's case has a campaign of this name",
        "otro nombre, porque el caso de hoy ya tiene una campaña con este",
    ),
    "control": (
        "0 … 1, the share of a redesign that a partner takes on",
        "0 … 1, la parte de un rediseño que asume un socio",
    ),
    "with_prospects": (
        "only where market.prospects is above 0",
        "solo donde market.prospects es mayor que 0",
    ),
    "with_ties": (
        "only where people know each other (ties)",
        "solo donde la gente se conoce (ties)",
    ),
    "everybody_alike": (
        "nothing here: what the firm spends on advertising is one sum",
        "nada aquí: lo que la empresa gasta en publicidad es una sola suma",
    ),
    "fixed_for_all": (
        "nothing here: who meets a touchpoint that is fixed, meets it better",
        "nada aquí: quien pasa por un punto arreglado lo encuentra mejor",
    ),
    "with_departments": (
        "firm, or a department for one touchpoint at least",
        "firm, o un área (department) en algún punto de contacto",
    ),
    "with_reviews": ("only with market.reviews", "solo con market.reviews"),
    "only_social": ("only where owner is social", "solo donde owner es social"),
    "only_partner": ("only where owner is partner", "solo donde owner es partner"),
    "ways_on": ("its ways on, such as {{done: 1}}", "sus salidas, como {{done: 1}}"),
    "new_name": (
        "a name that today's journey does not have; a lever changes what it has",
        "un nombre que el recorrido de hoy no tenga; lo que tiene lo cambia una palanca",
    ),
    "steps_of_new": (
        "touchpoints that this journey does not have today; levers change the ways of the others",
        "puntos que este recorrido hoy no tiene; los caminos de los otros los cambian palancas",
    ),
    "a_way_there": (
        "a lever on a way or an entry that leads there",
        "una palanca sobre un camino o una entrada que lleve ahí",
    ),
    "a_touchpoint": ("the name of a touchpoint", "el nombre de un punto de contacto"),
    "two_levers": (
        "target and effect, or removes and instead: a lever for each",
        "target y effect, o removes e instead: una palanca para cada cosa",
    ),
    "stays_open": (
        "a touchpoint that stays open",
        "un punto de contacto que siga abierto",
    ),
    "no_rates": (
        "with what a run counts: anything but how often needs arise, as clocks run ahead",
        "con lo que la corrida cuenta: todo menos cuánto surgen las necesidades, porque los "
        "relojes van por delante",
    ),
    "closed_stays": (
        "not in a closing: what is closed stays closed, and nobody has to keep it up",
        "no en un cierre: lo cerrado sigue cerrado, y nadie tiene que mantenerlo",
    ),
    "one_trigger": (
        "shock, or context, or failures_at with above, or waits_at with above",
        "shock, o context, o failures_at con above, o waits_at con above",
    ),
    "dated_shock": (
        "only with a shock that has a start_day, as nobody announces another",
        "solo con una sacudida con start_day, porque otra nadie la anuncia",
    ),
    "a_factor": ("the name of a factor of context", "el nombre de un factor de context"),
    "one_side": ("above, or below", "above, o below"),
    "a_shock": (
        "the name of a shock of as_is.yaml, or of one in conf/shocks that shocks= names",
        "el nombre de una sacudida de as_is.yaml, o de una de conf/shocks que nombre shocks=",
    ),
    "shock_here": (
        "{names}; or one in conf/shocks that shocks= names",
        "{names}; o una de conf/shocks que nombre shocks=",
    ),
    "with_failures": ("only with failures_at or waits_at", "solo con failures_at o waits_at"),
    "leads_on": (
        "a touchpoint that leads on to an end, by a channel whose preference is above 0",
        "un punto que lleve a un final, por un canal de preferencia mayor que 0",
    ),
    "way_out": ("a way to done or give_up", "un camino hasta done o give_up"),
    "settles": (
        "a containment above 0, or a way to done or give_up from where it leads",
        "un containment mayor que 0, o un camino hasta done o give_up desde donde lleva",
    ),
    "open": (
        "an effect that leaves an entry, and its channel, a weight above 0",
        "un efecto que deje a una entrada, y a su canal, un peso mayor que 0",
    ),
    "way_left": (
        "an effect that leaves a share above 0 towards done or give_up",
        "un efecto que deje una proporción mayor que 0 hacia done o give_up",
    ),
    "open_channel": (
        "a preference above 0 for a channel at which the journey begins",
        "una preferencia mayor que 0 por un canal en el que el recorrido empiece",
    ),
    "at_most_one": ("at most one of kind {kind}", "como mucho uno de tipo {kind}"),
    "join": (
        "a journey of kind join, since market.prospects is above 0",
        "un recorrido de tipo join, porque market.prospects es mayor que 0",
    ),
    "join_again": (
        "a journey of kind join, since market.returns is stated",
        "un recorrido de tipo join, porque se indica market.returns",
    ),
    "reachable": (
        "a weight above 0, on day 0 or after a move: else nobody ever thinks of it",
        "un peso mayor que 0, el día 0 o tras un movimiento: si no, nadie piensa nunca en él",
    ),
    "rivals_say": (
        "nothing, since market.competitors say it",
        "nada, porque lo dicen market.competitors",
    ),
    "only_rivals": (
        "only beside market.competitors",
        "solo junto a market.competitors",
    ),
    "promises_nothing": (
        "what the competitor promises: it promises nothing",
        "lo que el competidor promete: no promete nada",
    ),
    "no_prospects": (
        "0 in a non_contractual case",
        "0 en un caso non_contractual",
    ),
    "a_purchase": ("a journey of kind purchase", "un recorrido de tipo purchase"),
    "only_purchase": ("only in a non_contractual case", "solo en un caso non_contractual"),
    "only_contract": ("only in a contractual case", "solo en un caso contractual"),
    "a_help": ("a journey of kind help", "un recorrido de tipo help"),
    "only_help": ("only in a journey of kind help", "solo en un recorrido de tipo help"),
    "only_opened": (
        "only in a journey that a touchpoint's failure.opens names",
        "solo en un recorrido que nombre el failure.opens de un punto de contacto",
    ),
    "stated": ("stated", "dado"),
    "beside": ("a file beside as_is.yaml", "un archivo junto a as_is.yaml"),
    "leaves": (
        "those of one unit among {names}; or how: multiply",
        "los de una misma unidad entre {names}; o how: multiply",
    ),
    "stated_part": (
        "{part} stated in the case, or a place that do=show marks for levers",
        "{part} indicado en el caso, o un lugar que do=show marca para las palancas",
    ),
    "of_form": (
        "{part} of {tag} {forms}, or a place that do=show marks for levers",
        "{part} de {tag} {forms}, o un lugar que do=show marca para las palancas",
    ),
    "lever_place": (
        "a place that do=show marks for levers",
        "un lugar que do=show marca para las palancas",
    ),
    "brand": (
        "what the brand owns, or a partner whose control is above 0",
        "lo que es de la marca, o de un socio cuyo control sea mayor que 0",
    ),
    "outside_place": (
        "a place of a number that a life is lived by, such as touchpoints.x.quality",
        "un lugar de un número con el que se vive, como touchpoints.x.quality",
    ),
    "no_share_outside": (
        "any other number that a life is lived by: shares of ways are moved by levers alone",
        "cualquier otro número con el que se vive: las proporciones de los caminos solo las mueven "
        "palancas",
    ),
    "day_pair": (
        "[day, value], such as [365, 0.5]: 0.5 on day 365",
        "[día, valor], como [365, 0.5]: 0.5 en el día 365",
    ),
    "days_rise": (
        "whole days that rise from 0 to 36,500 at most, and for each a number between −1,000,000 "
        "and 1,000,000",
        "días enteros que suben desde 0 hasta 36,500 a lo más, y para cada uno un número entre "
        "−1,000,000 y 1,000,000",
    ),
    "until_day": ("a path until day {n} at least", "una senda hasta el día {n} por lo menos"),
    "above_zero": ("above 0, with multiply", "mayor que 0, con multiply"),
    "spells_fit": (
        "at most days / (1 + days), as a spell begins on a day and ends on a later one",
        "a lo más days / (1 + days), porque una racha empieza un día y termina uno posterior",
    ),
    "stays_passable": (
        "multiply, by a size above 0, so that nobody is left without a way",
        "multiply, con size mayor que 0, para que nadie quede sin camino",
    ),
    "one_start": (
        "start_day for one strike, or per_year for random ones",
        "start_day para un solo golpe, o per_year para golpes al azar",
    ),
    "once": ("each place once", "cada lugar una sola vez"),
    "day_once": ("each day once", "cada día una sola vez"),
    "its_people": ("places of the archetypes in for", "lugares de los arquetipos de for"),
    # Files and commands.
    "no_file": ("there is no such file", "no existe ese archivo"),
    "no_plain_file": ("it is not a file", "no es un archivo"),
    "no_permission": ("you may not read it", "usted no puede leerlo"),
    "large": ("it is larger than {n} MB", "pesa más de {n} MB"),
    "not_utf8": ("it is not UTF-8 text", "no es texto UTF-8"),
    "not_mapping": ("it is not a mapping of keys to values", "no son pares de clave y valor"),
    "empty": ("it is empty", "está vacío"),
    "alias": ("aliases (*) are not allowed", "no se admiten alias (*)"),
    "tag": ("tags (!) are not allowed", "no se admiten etiquetas (!)"),
    "deep": ("it is nested too deeply", "tiene demasiados niveles"),
    "documents": ("there is more than one document (---)", "hay más de un documento (---)"),
    "odd_key": ("a key must be plain text", "una clave debe ser texto simple"),
    "twice": ("this key is given twice", "esta clave aparece dos veces"),
    "interpolation": ("${{ is not allowed", "no se admite ${{"),
    "yaml": (
        "it is not YAML here: see the indentation, the colons and the quotes",
        "aquí no es YAML: revise la sangría, los dos puntos y las comillas",
    ),
    "colon": (
        "a colon cannot stand here: put the text in quotes",
        "aquí no cabe un dos puntos: ponga el texto entre comillas",
    ),
    "sign": (
        "text cannot begin with this sign: put it in quotes",
        "un texto no puede empezar con este signo: póngalo entre comillas",
    ),
    "tab": ("there is a tab: indent with spaces", "hay un tabulador: use espacios"),
    "indent": ("the indentation is not that of the lines above", "la sangría no es la de arriba"),
    "strange": ("there is a character that text cannot have", "hay un carácter no permitido"),
    "scenario": (
        "case/name, such as telecom/as_is, or the path of a .yaml file",
        "caso/nombre, como telecom/as_is, o la ruta de un archivo .yaml",
    ),
    "an_agent": (
        "a class made of cxsim.engine.reference.Customer",
        "una clase hecha de cxsim.engine.reference.Customer",
    ),
    "for_agents": (
        "engine='reference' when person is given",
        "engine='reference' cuando se da person",
    ),
    "agent_alone": (
        "nothing beside person: let the agent's own methods call another function",
        "nada junto a person: que los métodos del agente llamen a otra función",
    ),
    "swaps": (
        "functions by the names of their rules, such as {{'talk_chance': mine}}",
        "funciones por el nombre de su regla, como {{'talk_chance': mia}}",
    ),
    "function": ("a function", "una función"),
    "compilable": (
        "arithmetic on numbers that numba can compile: no text, lists or objects",
        "aritmética de números que numba pueda compilar: sin textos, listas ni objetos",
    ),
    "gigabytes": (
        "about {needed} GB of memory, and this machine has {there}",
        "unos {needed} GB de memoria, y esta máquina tiene {there}",
    ),
    "at_most_people": (
        "about {n} at most; fewer give the same averages, and money is for the firm's real size",
        "unos {n} como mucho; con menos salen los mismos promedios, y el dinero es el del tamaño "
        "real de la empresa",
    ),
    "loaded": ("a scenario, as cxsim.load gives it", "un escenario, como lo da cxsim.load"),
    "several": ("a list of redesigns", "una lista de rediseños"),
    "a_redesign": ("a redesign", "un rediseño"),
    "with_levers": (
        "a redesign with a lever or a campaign that is enabled",
        "un rediseño con alguna palanca o campaña activada",
    ),
    "only_today": ("today's journey, without levers", "el recorrido de hoy, sin palancas"),
    "same_case": ("a redesign of the same case", "un rediseño del mismo caso"),
    "name_once": ("each name once", "cada nombre una sola vez"),
    "assignment": ("place=value", "lugar=valor"),
    "at_line": ("line {line}, column {column}: {why}", "línea {line}, columna {column}: {why}"),
    # What a study may be asked.
    "another_folder": ("another folder", "otra carpeta"),
    "room_on_disk": (
        "a disk with room; the same command goes on where it stopped",
        "un disco con espacio; la misma orden sigue donde se detuvo",
    ),
    "writable_folder": ("a folder that may be written", "una carpeta en la que se pueda escribir"),
    "fewer_workers": (
        "fewer at once, with more memory each; the same command goes on where it stopped",
        "menos a la vez, con más memoria cada uno; la misma orden sigue donde se detuvo",
    ),
    "install_dask": ("pip install 'cxsim[cluster]' first", "antes, pip install 'cxsim[cluster]'"),
    "scheduler_at_work": (
        "the address of a scheduler at work, such as tcp://127.0.0.1:8786",
        "la dirección de un planificador en marcha, como tcp://127.0.0.1:8786",
    ),
    "a_range": (
        "a list of values, or both ends of a range, the lower one first",
        "una lista de valores, o los dos extremos de un rango, primero el menor",
    ),
    "no_own_range": (
        "a range of your own, since the case states none",
        "un rango propio, porque el caso no indica ninguno",
    ),
    "a_list": (
        "values one by one in a grid; a range goes with latin, sobol or random",
        "valores uno por uno en una cuadrícula; un rango va con latin, sobol o random",
    ),
    "from_python": ("run it again from Python", "repítalo desde Python"),
    "a_manifest": (
        "manifest.json of a comparison, a stress test or a sweep",
        "manifest.json de una comparación, una prueba de resistencia o un barrido",
    ),
    "design_points": ("design points", "puntos de diseño"),
    "finite": ("a finite number in each place", "un número finito en cada lugar"),
    "lever_costs": (
        "{cost} or more, which is what {lever} costs at present value",
        "{cost} o más, que es lo que cuesta {lever} en valor presente",
    ),
    "set_needs": (
        "what the cheapest, {levers}, needs: {cost} at present value, {peak} within 12 months, and "
        "{begin} to begin within a quarter",
        "lo que pide el más barato, {levers}: {cost} en valor presente, {peak} en 12 meses y "
        "{begin} que empiecen en un trimestre",
    ),
    "power_between": (
        "more than the significance, {low}, and less than 1",
        "más que la significancia, {low}, y menos que 1",
    ),
    # Levers of one redesign that work against each other.
    "contradict": (
        "{first} and {second} meet at {place}: {why}; {wins}.",
        "{first} y {second} coinciden en {place}: {why}; {wins}.",
    ),
    "contradict_opposite": (
        "one raises what the other lowers",
        "una sube lo que la otra baja",
    ),
    "contradict_limited": (
        "one is a limit against what the other changes",
        "una es un límite contra lo que la otra cambia",
    ),
    "contradict_crossed": (
        "at_least is above at_most",
        "at_least está por encima de at_most",
    ),
    "contradict_closed": (
        "one closes what the other acts on",
        "una cierra aquello sobre lo que la otra actúa",
    ),
    "lever_wins": ("{lever} wins", "gana {lever}"),
    "neither_wins": ("neither wins", "no gana ninguna"),
    # Units.
    "in_unit": (" ({unit})", " ({unit})"),
    "share": ("share", "proporción"),
    "weight": ("weight", "peso"),
    "currency unit": ("currency", "moneda"),
    "per 30.4 days": ("per 30.4 days", "cada 30.4 días"),
    "multiplier": ("multiplier", "multiplicador"),
    "log-odds": ("log-odds", "logit"),
    "log-hazard per point": ("log-hazard per point", "log-riesgo por punto"),
    "log-odds per SD": ("log-odds per SD", "logit por desviación"),
    "per SD": ("per SD", "por desviación"),
    "a year": ("a year", "al año"),
    "index": ("index", "índice"),
    "log-odds per point": ("log-odds per point", "logit por punto"),
    "log-weight per point": ("log-weight per point", "log-peso por punto"),
    "log-weight per contact": ("log-weight per contact", "log-peso por contacto"),
    "ties": ("ties", "lazos"),
    "per year": ("per year", "al año"),
    "points": ("points", "puntos"),
    "points per point": ("points per point", "puntos por punto"),
    "points per day": ("points per day", "puntos al día"),
    "log-SD": ("log-SD", "desviación del log"),
    "points per year": ("points per year", "puntos al año"),
    "SD": ("SD", "desviación estándar"),
    "SD per point": ("SD per point", "desviaciones por punto"),
    "log per SD": ("log per SD", "log por desviación"),
    "log per unit": ("log per unit", "log por unidad"),
    "log-odds per log": ("log-odds per log", "logit por log"),
    "log-odds per unit": ("log-odds per unit", "logit por unidad"),
    "log-weight": ("log-weight", "log-peso"),
    "log-weight per log": ("log-weight per log", "log-peso por log"),
    "points per SD": ("points per SD", "puntos por desviación"),
    "points per log": ("points per log", "puntos por log"),
    "points per minute": ("points per minute", "puntos por minuto"),
    "points per unit": ("points per unit", "puntos por unidad"),
    "share per period": ("share per period", "proporción por periodo"),
    "share per point": ("share per point", "proporción por punto"),
    "share per SD": ("share per SD", "proporción por desviación"),
    "percent": ("percent", "por ciento"),
    "share of list revenue": ("share of list revenue", "proporción del ingreso de lista"),
    "multiple of today's price": ("multiple of today's price", "múltiplo del precio de hoy"),
    "per point": ("per point", "por punto"),
    "ratio": ("ratio", "razón"),
    "exponent": ("exponent", "exponente"),
    "reviews": ("reviews", "reseñas"),
    "stars": ("stars", "estrellas"),
    "elasticity": ("elasticity", "elasticidad"),
    "parameter": ("parameter", "parámetro"),
    "days": ("days", "días"),
    "minutes": ("minutes", "minutos"),
    "employees": ("employees", "empleados"),
    "per employee": ("per employee", "por empleado"),
    "shape": ("shape", "forma"),
    "multiple": ("multiple", "múltiplo"),
    "as its target": ("as its target", "como su objetivo"),
}


@dataclass(frozen=True)
class Phrase:
    """A phrase of the table with what goes into it.

    Parameters
    ----------
    key : str
        A key of `WORDS`.
    parts : tuple of (name, value)
        Values may be phrases themselves.
    """

    key: str
    parts: tuple[tuple[str, object], ...] = ()

    def said(self, language: str) -> str:
        """The phrase in a language."""
        filled = {
            name: part.said(language) if isinstance(part, Phrase) else part
            for name, part in self.parts
        }
        return said(self.key, language).format(**filled)

    def __str__(self) -> str:
        return self.said("en")


def phrase(key: str, **parts: object) -> Phrase:
    """A phrase of the table."""
    return Phrase(key, tuple(parts.items()))


def said(key: str, language: str) -> str:
    """Words by key; a key that is not in the table says itself (a unit such as `0–10`)."""
    english, spanish = WORDS.get(key, (key, key))
    return spanish if language.startswith("es") else english


def in_unit(name: str) -> Phrase:
    """A unit of measurement, in brackets."""
    return phrase("in_unit", unit=Phrase("currency unit" if name == "currency" else name))


def range_phrase(low: float, high: float, unit: str) -> Phrase:
    """The numbers from `low` to `high`, inclusive; either may be infinite."""
    finite = math.isfinite(low), math.isfinite(high)
    key = {
        (True, True): "between",
        (True, False): "at_least",
        (False, True): "at_most",
        (False, False): "number",
    }[finite]
    return phrase(key, low=f"{low:.15g}", high=f"{high:.15g}", unit=in_unit(unit) if unit else "")
