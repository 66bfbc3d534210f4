"""The report: one HTML file that holds all it needs and asks nothing of the network."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from . import curve, figures, grounds, names, show, team_figures
from .anticipation import AnticipationPart
from .belief import believed
from .business import Business
from .chart import Chart
from .decision import Told, no_source
from .departments import Scores
from .drift import drift, lead
from .drivers import DriversPart
from .journey_map import DEAR, FAILING, Mapper
from .listening import Loop
from .met import ENOUGH
from .method import Method
from .money import Years
from .numbers import NONE, missing
from .outside import Outside
from .part import Part
from .parting import Parting
from .points import PointsPart
from .staff import Staff
from .survival import Stays
from .tables import Table
from .voice import Spoken

if TYPE_CHECKING:
    from cxsim.scenario import Scenario
    from cxsim.study import Comparison
    from cxsim.study.decide import Decided

TEMPLATES = Environment(
    loader=PackageLoader("cxsim.report"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Plan(Part):
    """All that the page says of one redesign; of its business case, where there is one."""

    business: Business | None = None

    @cached_property
    def told(self) -> Told:
        """The sentences of page one."""
        return Told(self.comparison, self.scenario, self.voice, markup=True)

    @property
    def verdict(self) -> str:
        """The verdict's key, for its colour and its reason."""
        return self.told.decision.verdict

    def heading(self) -> Markup:
        """Name and verdict."""
        call = Markup('<span class="call">{}</span>').format(self.told.verdict)
        return self.voice.html("heading", name=self.told.name, verdict=call)

    @property
    def description(self) -> str:
        """What the redesign is, in the words of its file."""
        plan = self.scenario.redesign
        if plan is None or not plan.description:
            return ""
        return names.short(self.voice.full(plan.description, ""), 400)

    @cached_property
    def business_charts(self) -> dict[str, Chart]:
        """The figures of the business case, by key."""
        told = self.business
        if told is None:
            return {}
        drawn = {"tornado": told.tornado()}
        if told.shares() is not None:
            drawn["waterfall"] = told.waterfall()
        return {
            key: self._chart(key, one, self.voice.say(f"{key}_caption", **told.lives()))
            for key, one in drawn.items()
            if one
        }

    def compared(self) -> list[tuple[str, str]]:
        """Its row in the table that puts several redesigns side by side: column, cell."""
        told, decision, say = self.told, self.told.decision, self.voice.say
        if told.no_money():
            keys = ("invested", "net_gain", "wins_over_nothing", "wins_over_discount")
            return [("verdict", told.verdict), *((key, NONE) for key in (*keys, "payback_column"))]
        month = decision.payback_month
        never = month is None or missing(month)

        def of_ten(share: float) -> str:
            unknown = told.few_futures() or missing(share)
            return NONE if unknown else say("of_ten", count=told.tenths(share))

        return [
            ("verdict", told.verdict),
            ("invested", told.money(decision.invested.mean)),
            ("net_gain", told.ranged(decision.npv)),
            ("wins_over_nothing", of_ten(decision.wins_nothing)),
            ("wins_over_discount", NONE if told.no_discount() else of_ten(decision.wins_discount)),
            (
                "payback_column",
                say("never", horizon=told.horizon)
                if never
                else say("month", month=round(month or 0)),
            ),
        ]

    def levers(self) -> list[show.Change]:
        """What the redesign changes, lever by lever."""
        return show.changes(self.scenario, self.voice)

    def idle(self) -> list[str]:
        """Levers that move nothing."""
        return list(show.idle_levers(self.scenario, self.voice, markup=True))

    def discount(self) -> Markup:
        """The same money as a price cut."""
        told, decision = self.told, self.told.decision
        if decision.discount_npv is None or told.no_discount():
            spent = decision.invested.mean > 0
            return self.voice.html("discount_too_large" if spent else "discount_none")
        return self.voice.html(
            "discount_beside",
            discount=self.voice.numbers.percent(decision.discount, 1),
            net=told.ranged(decision.discount_npv),
        )

    def clv(self) -> Markup | None:
        """Value of a customer, two ways."""
        persist, fade = self.told.decision.clv_persist, self.told.decision.clv_fade
        if missing(persist.mean) or missing(fade.mean):
            return None
        told = self.told
        return self.voice.html(
            "clv_ways",
            persist=told.ranged(persist, signed=True),
            fade=told.ranged(fade, signed=True),
        )

    @cached_property
    def mapper(self) -> Mapper:
        """What draws its journey maps."""
        return Mapper(self.comparison, self.scenario, self.voice)

    def map_note(self) -> str:
        """How to read the maps, and what nobody visited."""
        numbers, say = self.voice.numbers, self.voice.say
        note = say(
            "map_note",
            least=numbers.decimal(curve.LEAST, 1),
            enough=ENOUGH,
            failing=numbers.percent(FAILING),
            dear=numbers.percent(DEAR),
        )
        if self.scenario.as_is.teams:
            note += f" {say('wages_apart')}"
        unseen = self.mapper.never_visited()
        return f"{note} {say('never_visited', names=', '.join(unseen))}" if unseen else note

    @cached_property
    def scores(self) -> Scores:
        """Departments beside journeys."""
        return Scores(self.comparison, self.scenario, self.voice)

    @cached_property
    def stays(self) -> Stays:
        """Survival and cohorts."""
        return Stays(self.comparison, self.scenario, self.voice)

    @cached_property
    def parting(self) -> Parting:
        """Kept and lost."""
        return Parting(self.comparison, self.scenario, self.voice)

    @property
    def staff(self) -> Staff:
        """The people who serve."""
        return self.told.staff

    @cached_property
    def loop(self) -> Loop:
        """What the firm hears, and does about it."""
        return Loop(self.comparison, self.scenario, self.voice)

    @cached_property
    def outside(self) -> Outside:
        """The world outside."""
        return Outside(self.comparison, self.scenario, self.voice)

    @cached_property
    def outside_charts(self) -> list[Chart]:
        """What came from outside, and who heard what."""
        drawn = {"timeline": self.outside.timeline, "ties": self.outside.ties}
        return [
            self._chart(key, svg, self.voice.say(f"{key}_caption"))
            for key, svg in drawn.items()
            if svg is not None
        ]

    @cached_property
    def team_charts(self) -> list[Chart]:
        """Each team's day, their employees' strain, and what one employee more or fewer does."""
        staff, comparison, voice = self.staff, self.comparison, self.voice
        if not staff.teams:
            return []
        case, own, worlds = comparison.as_is.as_is, self.scenario.name, staff.worlds
        labels = {team: voice.short(case.teams[team].label, team) for team in staff.teams}
        found = []
        for team, label in labels.items():
            for what in team_figures.DAY:
                key, title = f"team_{what}_{team}", voice.say(f"team_{what}_title", team=label)
                drawn = team_figures.team_day(
                    comparison.details.team_hours, what, worlds, team, label, f"{own}-{key}", voice
                )
                found.append(self._chart(key, drawn, voice.say(f"team_{what}_caption"), title))
        drawn = team_figures.strain_by_month(
            staff.months, worlds, list(labels.items()), f"{own}-strain", voice
        )
        found.append(self._chart("strain", drawn, voice.say("strain_caption")))
        for team, label in labels.items() if len(comparison.staffing) else ():
            key, title = f"staffing_{team}", voice.say("staffing_title", team=label)
            drawn = team_figures.staffing_curve(
                comparison.staffing, team, label, f"{own}-{key}", voice
            )
            found.append(self._chart(key, drawn, voice.say("staffing_caption"), title))
        return found

    def believed(self) -> Table | None:
        """The surveys beside the truth."""
        return believed(self.comparison, self.scenario, self.voice)

    @cached_property
    def years(self) -> Years:
        """Money by year."""
        return Years(self.comparison, self.scenario, self.voice)

    @cached_property
    def charts(self) -> dict[str, Chart]:
        """The figures by key, but for the maps' own curves."""
        comparison, name, voice = self.comparison, self.scenario.name, self.voice
        case, months = comparison.as_is.as_is, comparison.months
        band, believed_caption = voice.say("band_caption"), voice.say("belief_caption")
        payback = self.told.decision.payback_month
        found = [
            self._chart(
                "retention",
                figures.retention(months, case, name, voice),
                band,
                voice.retained(case.relationship),
            ),
            self._difference("retained"),
            self._chart("nps", figures.nps(months, name, voice), band),
            self._difference("nps"),
            self._chart(
                "belief_today", figures.belief(months, "as_is", name, voice), believed_caption
            ),
            self._chart(
                "belief_redesign", figures.belief(months, name, name, voice), believed_caption
            ),
            self._chart(
                "kept",
                figures.kept_and_lost(comparison.archetypes, case, name, comparison.scale, voice),
                voice.say("kept_caption"),
            ),
            self._chart(
                "money",
                figures.money(months, name, case.firm.currency, payback, voice),
                voice.say("money_caption"),
            ),
        ]
        return {chart.key: chart for chart in found}

    def _difference(self, column: str) -> Chart:
        drawn = figures.difference(self.comparison.months, column, self.scenario.name, self.voice)
        key = f"{figures.FOLLOWED[column]}_difference"
        return self._chart(key, drawn, self.voice.say("difference_caption"))

    def _chart(self, key: str, drawn: str, caption: str, title: str = "") -> Chart:
        return Chart(key, Markup(drawn), title or self.voice.say(f"{key}_title"), caption)


@dataclass(frozen=True)
class Report(Spoken):
    """The report of a comparison.

    Parameters
    ----------
    comparison : Comparison
    language : str
        "es", "en" or a full locale such as "es_PE".
    decided : Decided or None
        The decision that the comparison is part of, where it is part of one.

    Raises
    ------
    Problems
        When the language is not offered.
    """

    comparison: Comparison
    language: str = "es"
    decided: Decided | None = None

    @cached_property
    def plans(self) -> list[Plan]:
        """All that is said of each redesign."""
        return [
            Plan(self.comparison, scenario, self.voice, self._business(scenario))
            for scenario in self.comparison.to_be
        ]

    def _business(self, scenario: Scenario) -> Business | None:
        told = Told(self.comparison, scenario, self.voice)
        if self.decided is None or told.no_money():
            return None
        case = self.decided.cases[scenario.name]
        return Business(self.comparison, scenario, self.voice, case, self.decided.budget)

    def figures(self) -> dict[str, str]:
        """The figures as separate SVG files, by file name."""
        drawn = {}
        for plan in self.plans:
            drawn[f"{plan.scenario.name}_curve.svg"] = plan.mapper.alone()
            more = [*plan.team_charts, *plan.outside_charts, *plan.business_charts.values()]
            for chart in [*plan.charts.values(), *more]:
                drawn[f"{plan.scenario.name}_{chart.key}.svg"] = str(chart.svg)
        for part in self.shared.values():
            drawn |= part.figures()
        return drawn

    @cached_property
    def shared(self) -> dict[str, Any]:
        """What a decision tells of all redesigns at once, by the name that its template has."""
        found = self.decided
        if found is None:
            return {}
        parts: dict[str, Any] = {}
        if found.drivers is not None and found.drivers.whole:
            parts["drivers"] = DriversPart(found.drivers, self.language)
            if found.points is not None:
                parts["points"] = PointsPart(found.points, found.drivers, self.language)
        short = self.voice.short
        named = {one.name: short(one.label, one.name) for one in self.comparison.to_be}
        today = self.comparison.as_is
        parts["anticipation"] = AnticipationPart(found.ahead, today, named, self.language)
        return parts

    def method(self) -> str:
        """How the business cases are made: a page of its own, in the words of method."""
        voice, case = self.voice, self.comparison.as_is.as_is
        name = voice.short(case.label, self.comparison.as_is.case)
        return TEMPLATES.get_template("method.html").render(
            voice=voice,
            say=voice.say,
            case=case,
            title=voice.say("method_title", name=name),
            methods=[Method(plan.business) for plan in self.plans if plan.business],
            version=grounds.version_of(self.comparison),
        )

    def page(self, printed: str = "") -> str:
        """HTML with no reference to anything outside it.

        Parameters
        ----------
        printed : str
            What to say of the printed copy beside it; nothing where there is none.
        """
        return self._filled(printed)

    def facts(self) -> list[tuple[str, str]]:
        """What stands beneath the title."""
        return list(grounds.facts(self.comparison, self.voice))

    def drift(self) -> Table | None:
        """Doing nothing."""
        return drift(self.comparison, self.voice)

    def drift_lead(self) -> str:
        """What moves though nothing is done."""
        return lead(self.comparison.as_is.as_is, self.voice)

    def checked(self) -> list[tuple[str, str, str, str]]:
        """The firm's own figures against the model's."""
        return list(grounds.checked(self.comparison, self.voice))

    def reasons(self) -> list[tuple[str, str, str]]:
        """Why customers leave today, and what they say."""
        return list(grounds.reasons(self.comparison, self.voice))

    def groups(self) -> list[tuple[str, list[tuple[Markup, str, str, str, str]]]]:
        """Uncertain values by part of the case."""
        return list(grounds.assumptions(self.comparison, self.voice))

    @property
    def unsourced(self) -> int:
        """Uncertain values without a source."""
        return int(no_source(self.comparison.assumptions.drop_duplicates("path")).sum())

    def again(self) -> list[tuple[str, str]]:
        """What to run with to get the same figures."""
        return list(grounds.again(self.comparison, self.voice))

    def _filled(self, printed: str) -> str:
        comparison, voice = self.comparison, self.voice
        return TEMPLATES.get_template("report.html").render(
            report=self,
            voice=voice,
            say=voice.say,
            breakable=grounds.breakable,
            case=comparison.as_is.as_is,
            comparison=comparison,
            plans=self.plans,
            version=grounds.version_of(comparison),
            share=voice.numbers.percent(comparison.accepted),
            command=grounds.command_of(comparison),
            printed=printed,
            **self.shared,
        )


def render(comparison: Comparison, language: str = "es") -> tuple[str, dict[str, str]]:
    """The page of a comparison, and its figures as separate files by name: see `Report`."""
    report = Report(comparison, language)
    return report.page(), report.figures()
