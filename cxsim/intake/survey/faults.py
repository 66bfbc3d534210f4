"""What can be wrong with a survey, said in Spanish and English."""

SAID = {
    "bad_rating": {
        "en": "The column '{column}' has cells that are no answer on its scale: {count}, first in "
        "line {lines} ({cells}).",
        "es": "La columna '{column}' tiene celdas que no son respuestas de su escala: {count}, "
        "primero en la línea {lines} ({cells}).",
    },
    "bad_weight": {
        "en": "The column '{column}' has weights that are no number of 0 or more: {count}, first "
        "in line {lines} ({cells}).",
        "es": "La columna '{column}' tiene pesos que no son un número de 0 o más: {count}, primero "
        "en la línea {lines} ({cells}).",
    },
    "no_sheet": {
        "en": "The file {file} has no sheet '{sheet}'. It has: {names}.",
        "es": "El archivo {file} no tiene la hoja '{sheet}'. Tiene: {names}.",
    },
    "sheet_empty": {
        "en": "The sheet '{sheet}' of {file} is empty. Name another with do.sheet.",
        "es": "La hoja '{sheet}' de {file} está vacía. Nombre otra con do.sheet.",
    },
    "sheet_endless": {
        "en": "The sheet '{sheet}' of {file} has more than {rows} rows or {columns} columns with "
        "something in them. Save it as CSV and use that file.",
        "es": "La hoja '{sheet}' de {file} tiene más de {rows} filas o {columns} columnas con "
        "algo. Guárdela como CSV y use ese archivo.",
    },
    "formulas": {
        "en": "The column '{column}' has formulas, which are not calculated here: {count}, first "
        "in row {lines}. Paste it as values, or save the sheet as CSV.",
        "es": "La columna '{column}' tiene fórmulas, que aquí no se calculan: {count}, primero en "
        "la fila {lines}. Péguela como valores, o guarde la hoja como CSV.",
    },
    "say_none": {
        "en": "If a code means *no answer* or *does not apply*, name it: do.none=[0,6]. If the "
        "ratings have another scale, say so: do.scale=7, or do.scale=0-10.",
        "es": "Si un código significa *sin respuesta* o *no aplica*, nómbrelo: do.none=[0,6]. Si "
        "las calificaciones tienen otra escala, dígalo: do.scale=7, o do.scale=0-10.",
    },
    "code_is_answer": {
        "en": "do.none names {code}, which is an answer on the scale of the ratings ({scale}) and "
        "on that of the recommendation (0–10): nobody could tell which is meant.",
        "es": "do.none nombra {code}, que es una respuesta en la escala de las calificaciones "
        "({scale}) y en la de la recomendación (0–10): nadie sabría cuál es cuál.",
    },
    "few_respondents": {
        "en": "Only {count} of the {rows} rows have an answer to the recommendation and a rating; "
        "it takes {least} to learn from.",
        "es": "Solo {count} de las {rows} filas tienen respuesta a la recomendación y alguna "
        "calificación; hacen falta {least} para aprender de ellas.",
    },
    "few_ratings": {
        "en": "The touchpoint of the column '{column}' was rated by {count}; it takes {least}. "
        "Leave it out of do.columns.touchpoints.",
        "es": "El punto de contacto de la columna '{column}' lo calificaron {count}; hacen falta "
        "{least}. Quítelo de do.columns.touchpoints.",
    },
    "all_alike": {
        "en": "Everybody gave the same answer to the recommendation, {answer:g}: nothing can be "
        "learnt of what moves it.",
        "es": "Todos dieron la misma respuesta a la recomendación, {answer:g}: no se puede "
        "aprender qué la mueve.",
    },
    "many_segments": {
        "en": "The column '{column}' has {count} different values, more than {most}: it does not "
        "look like a kind of customer.",
        "es": "La columna '{column}' tiene {count} valores distintos, más de {most}: no parece un "
        "tipo de cliente.",
    },
    "column_again": {
        "en": "The column '{column}' is named for two things.",
        "es": "La columna '{column}' se nombra para dos cosas.",
    },
}
