"""Words of what goes ahead of churn, in both languages."""

EN = {
    "anticipation_heading": "Believed and lived: does the survey warn of churn?",
    "anticipation_lead": "Looked at: {futures} lives of {months} months. Taken out: how NPS and "
    "churn drift in all of them, and how each drifts by itself, because who is discontent leaves "
    "first, and that looks like foresight.",
    "anticipation_anticipates_one": "**{signal} warns of churn by 1 month**: it goes with "
    "{explained} of churn’s ups and downs, {rest} of those that are no luck.",
    "anticipation_anticipates": "**{signal} warns of churn by {lead} months**: it goes with "
    "{explained} of churn’s ups and downs, {rest} of those that are no luck.",
    "anticipation_together": "**{signal} does not warn**: it moves with churn in the same month.",
    "anticipation_contrary": "**{signal} does not warn**: more customers leave after it was high, "
    "not after it was low.",
    "anticipation_no": "**{signal} does not warn of churn**: at any lead it goes with {most} of "
    "its ups and downs at most.",
    "anticipation_cant_tell": "Whether **{signal}** warns of churn **can’t be told** from these "
    "futures: it shows no warning, and may go with {most} of churn’s ups and downs at most.",
    "anticipation_too_few": "Whether **{signal}** warns of churn **can’t be told**: there are too "
    "few futures, months or answers.",
    "anticipation_fails_nowhere": "So the survey is worth watching every month.",
    "anticipation_fails_survey": "So **the survey fails**, not what customers feel: that would "
    "warn, but those who are asked and answer do not show it in time.",
    "anticipation_fails_sentiment": "So it is **not the survey** that fails: what customers feel, "
    "known in full, does not warn of churn here either.",
    "anticipation_chance": "{share} of churn’s ups and downs is the luck of the simulated "
    "customers, which nothing can foresee.",
    "anticipation_nps_measured": "Measured NPS",
    "anticipation_nps": "True NPS",
    "anticipation_satisfaction": "Satisfaction",
    "anticipation_table_title": "What goes ahead of churn",
    "anticipation_table_note": "Correlation about the usual course, with churn as many months "
    "later, where it is strongest. By chance: the strongest that 95 of 100 series without any link "
    "show at some lead; each row may be wrong in 5 of 100. A lead of 0 is no warning.",
    "anticipation_world": "world",
    "anticipation_signal": "signal",
    "anticipation_answer": "warns?",
    "anticipation_by": "months ahead",
    "anticipation_r": "correlation",
    "anticipation_band": "by chance",
    "anticipation_says_anticipates": "yes",
    "anticipation_says_together": "no, in the same month",
    "anticipation_says_contrary": "no, the other way round",
    "anticipation_says_no": "no",
    "anticipation_says_cant_tell": "can’t tell",
    "anticipation_chart_title": "Churn so many months after: {world}",
    "anticipation_chart_caption": "Below the band: churn is low so many months after the signal "
    "was high. In the band: what chance alone shows.",
    "anticipation_chart_alt": "{title}. {items}.",
    "anticipation_chart_item": "{signal}: {r} at {lead} months",
    "anticipation_axis_lead": "months later",
    "anticipation_axis_r": "correlation with churn",
    "anticipation_today": "no change",
    "anticipation_course_title": "Believed and lived, with churn",
    "anticipation_course_caption": "Above: NPS as the survey shows it and as all customers would "
    "answer. Below: who leaves by choice, share a month. Means of the futures.",
    "anticipation_course_alt": "{title}. {items}.",
    "anticipation_course_item": "{world}: measured {measured}, true {true}, churn {churn} in month "
    "{month}",
    "anticipation_axis_churn": "leave a month",
    "anticipation_axis_nps": "NPS",
}
ES = {
    "anticipation_heading": "Creído y vivido: ¿la encuesta avisa de la fuga?",
    "anticipation_lead": "Se miraron {futures} vidas de {months} meses. Se quitó cómo derivan "
    "NPS y fuga en todos, y cómo deriva cada uno por sí mismo, porque quien está descontento "
    "se va primero, y eso parece anticipación.",
    "anticipation_anticipates_one": "**{signal}: avisa de la fuga con 1 mes**; va con el "
    "{explained} de sus altibajos, el {rest} de los que no son suerte.",
    "anticipation_anticipates": "**{signal}: avisa de la fuga con {lead} meses**; va con el "
    "{explained} de sus altibajos, el {rest} de los que no son suerte.",
    "anticipation_together": "**{signal}: no avisa**; se mueve con la fuga en el mismo mes.",
    "anticipation_contrary": "**{signal}: no avisa**; se van más clientes después de que estuvo "
    "alto, no bajo.",
    "anticipation_no": "**{signal}: no avisa de la fuga**; con ningún adelanto va con más del "
    "{most} de sus altibajos.",
    "anticipation_cant_tell": "**{signal}**: con estos futuros **no se sabe** si avisa del "
    "fuga; no muestra ningún aviso, y puede ir con el {most} de sus altibajos como mucho.",
    "anticipation_too_few": "**{signal}**: **no se sabe** si avisa de la fuga; hay muy pocos "
    "futuros, meses o respuestas.",
    "anticipation_fails_nowhere": "Así que vale la pena mirar la encuesta cada mes.",
    "anticipation_fails_survey": "Así que **falla la encuesta**, no lo que sienten los clientes: "
    "eso avisaría, pero quienes reciben la encuesta y la contestan no lo muestran a tiempo.",
    "anticipation_fails_sentiment": "Así que **no falla la encuesta**: lo que sienten los "
    "clientes, aun conocido del todo, tampoco avisa aquí de la fuga.",
    "anticipation_chance": "El {share} de los altibajos de la fuga es suerte de los clientes "
    "simulados, que nada puede prever.",
    "anticipation_nps_measured": "NPS medido",
    "anticipation_nps": "NPS verdadero",
    "anticipation_satisfaction": "Satisfacción",
    "anticipation_table_title": "Qué se adelanta a la fuga",
    "anticipation_table_note": "Correlación en torno al curso habitual, con la fuga tantos "
    "meses después, donde es más fuerte. Por azar: la más fuerte que muestran con algún adelanto "
    "95 de 100 series sin ningún vínculo; cada fila puede errar en 5 de 100. Un adelanto de 0 no "
    "es aviso.",
    "anticipation_world": "mundo",
    "anticipation_signal": "señal",
    "anticipation_answer": "¿avisa?",
    "anticipation_by": "meses antes",
    "anticipation_r": "correlación",
    "anticipation_band": "por azar",
    "anticipation_says_anticipates": "sí",
    "anticipation_says_together": "no, en el mismo mes",
    "anticipation_says_contrary": "no, al revés",
    "anticipation_says_no": "no",
    "anticipation_says_cant_tell": "no se sabe",
    "anticipation_chart_title": "Fuga tantos meses después: {world}",
    "anticipation_chart_caption": "Bajo la banda: hay poca fuga tantos meses después de que la "
    "señal estuvo alta. En la banda: lo que muestra el puro azar.",
    "anticipation_chart_alt": "{title}. {items}.",
    "anticipation_chart_item": "{signal}: {r} a los {lead} meses",
    "anticipation_axis_lead": "meses después",
    "anticipation_axis_r": "correlación con la fuga",
    "anticipation_today": "sin cambios",
    "anticipation_course_title": "Creído y vivido, con la fuga",
    "anticipation_course_caption": "Arriba: el NPS que muestra la encuesta y el que darían todos "
    "los clientes. Abajo: quienes se van por decisión propia, proporción al mes. Medias de los "
    "futuros.",
    "anticipation_course_alt": "{title}. {items}.",
    "anticipation_course_item": "{world}: medido {measured}, verdadero {true}, fuga {churn} en "
    "el mes {month}",
    "anticipation_axis_churn": "se van al mes",
    "anticipation_axis_nps": "NPS",
}
