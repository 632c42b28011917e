"""What the property tests of this floor draw from."""

from datetime import date

from hypothesis import strategies as st

from obligcheck.temporal import ImpreciseDate, Timeline, Truth

truths = st.sampled_from(Truth)

# Few days, close together: so that steps of two timelines often fall on one day.
near_days = st.dates(date(2020, 1, 1), date(2020, 3, 31))
any_days = st.dates() | st.sampled_from([date.min, date.max])


@st.composite
def imprecise_dates(draw: st.DrawFn, days: st.SearchStrategy[date] = near_days | any_days) -> ImpreciseDate:
    """Draw a date, exact or not."""
    first, second = draw(days), draw(days)
    return ImpreciseDate(min(first, second), max(first, second))


exact_dates = st.builds(ImpreciseDate.on, near_days | any_days)


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """Draw a timeline of a few steps, at times a constant."""
    days = draw(st.lists(near_days | any_days, max_size=6, unique=True))
    return Timeline.of(draw(truths), [(day, draw(truths)) for day in sorted(days)])
