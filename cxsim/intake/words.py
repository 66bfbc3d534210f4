"""What SOURCES.md says of a log beside its template, in English as the key and in Spanish."""

from typing import Any

SPANISH = {
    # Sentences.
    "none": "ninguna",
    " (condensed from {rows:,} to at most {most:,} rows)": (
        " (resumido de {rows:,} a {most:,} filas como mucho)"
    ),
    "not defined": "indefinida",
    "that of the log": "la del registro",
    "an assumption: change it in as_is.yaml": "un supuesto: cámbiela en as_is.yaml",
    "The range is the error of that forecast": "El rango es el error de ese pronóstico",
    "There was no forecast to check, so the range is assumed": (
        "No hubo pronóstico que comprobar, así que el rango se supone"
    ),
    "{why}, either way: {low} to {high}": "{why}, hacia ambos lados: de {low} a {high}",
    "There was no forecast to check. {why}": "No hubo pronóstico que comprobar. {why}",
    "Fitted on the days to {split}, for the {customers:,} customers acquired by then, the model "
    "foretold {bias:.1%} fewer purchases than came in the {weeks:.0f} weeks after.": (
        "Ajustado con los días hasta el {split}, para los {customers:,} clientes captados hasta "
        "entonces, el modelo pronosticó {bias:.1%} menos compras de las que llegaron en las "
        "{weeks:.0f} semanas siguientes."
    ),
    "Fitted on the days to {split}, for the {customers:,} customers acquired by then, the model "
    "foretold {bias:.1%} more purchases than came in the {weeks:.0f} weeks after.": (
        "Ajustado con los días hasta el {split}, para los {customers:,} clientes captados hasta "
        "entonces, el modelo pronosticó {bias:.1%} más compras de las que llegaron en las "
        "{weeks:.0f} semanas siguientes."
    ),
    "Errors are in purchases a customer; *nobody buys again* has a small mean error "
    "wherever most customers do not return, which makes it no forecast.": (
        "Los errores son en compras por cliente; *nadie vuelve a comprar* tiene un error medio "
        "pequeño donde la mayoría de los clientes no regresa, y no por eso es un pronóstico."
    ),
    "By repeat purchases up to the split, purchases a customer after it:": (
        "Por recompras hasta el corte, compras por cliente después de él:"
    ),
    "Repeat purchases of these customers by weeks of the log; the forecast here knows only "
    "the days of acquisition:": (
        "Recompras de estos clientes por semanas del registro; aquí el pronóstico solo conoce los "
        "días de captación:"
    ),
    # Cells of tables.
    "estimate": "estimación",
    "95% from": "95% desde",
    "to": "hasta",
    "purchases a week while active (r / alpha)": "compras por semana mientras activo (r / alpha)",
    "dropout after a repeat purchase (a / (a + b))": "abandono tras una recompra (a / (a + b))",
    "repeat purchases in a customer's first year": "recompras en el primer año de un cliente",
    "mean amount of a purchase": "importe medio de una compra",
    "{count} or more": "{count} o más",
    "repeat purchases": "recompras",
    "customers": "clientes",
    "expected": "esperados",
    "forecast": "pronóstico",
    "purchases": "compras",
    "bias": "sesgo",
    "mean error": "error medio",
    "root mean square": "raíz cuadrática media",
    "correlation": "correlación",
    "came": "llegaron",
    "weeks": "semanas",
    "held out": "reservadas",
    "fitted": "ajustadas",
    "actual": "lo que llegó",
    "BG/NBD": "BG/NBD",
    "everybody keeps their rate": "cada quien mantiene su ritmo",
    "nobody buys again": "nadie vuelve a comprar",
}


def say(text: str, language: str, **parts: Any) -> str:
    """A phrase with what goes into it.

    Parameters
    ----------
    text : str
        In English.
    language : str
        "es" or "en".
    """
    return (SPANISH[text] if language == "es" else text).format(**parts)
