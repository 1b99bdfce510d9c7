import datetime
import re
from collections import Counter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from portal.accounts.models import User
from portal.accounts.zones import day_of
from portal.progress import activity

DATES = st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 12, 31))
SPANS = st.sets(st.integers(0, 200), max_size=40)
ONE = datetime.timedelta(days=1)


def date(text):
    return datetime.date.fromisoformat(text)


def days(*texts):
    return Counter(map(date, texts))


# Streak


@pytest.mark.parametrize(
    ("active", "length"),
    [
        ([], 0),
        (["2026-11-24"], 1),
        (["2026-11-23"], 1),
        (["2026-11-22"], 0),
        (["2026-11-24", "2026-11-23", "2026-11-21"], 2),
        (["2026-11-23", "2026-11-22", "2026-11-21"], 3),
    ],
)
def test_a_day_that_is_not_over_is_not_missed(active, length):
    assert activity.streak(days(*active), date("2026-11-24")) == length


def test_a_streak_crosses_months_years_and_leap_days():
    assert activity.streak(days("2026-12-30", "2026-12-31", "2027-01-01"), date("2027-01-01")) == 3
    assert activity.streak(days("2028-02-28", "2028-02-29", "2028-03-01"), date("2028-03-01")) == 3
    assert activity.streak(days("2027-02-28", "2027-03-01"), date("2027-03-01")) == 2


@drawn(DATES, SPANS)
def test_a_streak_is_as_long_as_the_days_in_a_row(today, back):
    active = Counter(today - datetime.timedelta(days=number) for number in back)
    row = 0
    while row + (0 not in back) in back:
        row += 1

    assert activity.streak(active, today) == row


def test_a_day_with_nothing_on_it_breaks_a_streak():
    assert (
        activity.streak(
            Counter({date("2026-11-24"): 1, date("2026-11-23"): 0, date("2026-11-22"): 5}), date("2026-11-24")
        )
        == 1
    )


@drawn(DATES, SPANS)
def test_active_days_of_the_last_two_weeks(today, back):
    active = Counter(today - datetime.timedelta(days=number) for number in back)

    assert activity.active_days(active, today, 14) == len([number for number in back if number < 14])


# Week


def test_the_week_runs_from_monday_to_sunday():
    found = activity.week(days("2026-11-24", "2026-11-23", "2026-11-22"), date("2026-11-25"))

    assert [day["name"] for day in found] == [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ]
    assert [day["letter"] for day in found] == list("MTWTFSS")
    assert [day["active"] for day in found] == [True, True, False, False, False, False, False]
    assert [day["state"] for day in found] == ["past", "past", "today", "later", "later", "later", "later"]


@pytest.mark.parametrize("today", ["2026-11-23", "2026-11-29", "2027-01-01", "2028-02-29"])
def test_every_week_has_one_today(today):
    found = activity.week(days(today), date(today))

    assert [day["active"] for day in found if day["state"] == "today"] == [True]
    assert len(found) == 7


# Heat map


@pytest.mark.parametrize(
    ("number", "colour"), [(0, 0), (1, 1), (3, 1), (4, 2), (7, 2), (8, 3), (11, 3), (12, 4), (500, 4)]
)
def test_four_colours(number, colour):
    assert activity.level(number) == colour


def squares(svg):
    return re.findall(r'<rect class="(h\d)" x="(\d+)" y="(\d+)"', svg)


@drawn(DATES)
def test_the_heat_map_has_every_day_of_26_weeks_up_to_today_once(today):
    svg = activity.heat_map(Counter({today: 1}), today)
    found = squares(svg)

    assert len(found) == len(set(found)) == 25 * 7 + today.weekday() + 1
    assert [style for style, _, _ in found] == ["h0"] * (len(found) - 1) + ["h1"]
    assert f'class="today" x="{found[-1][1]}" y="{found[-1][2]}"' in svg
    assert int(found[-1][2]) == activity.TOP + today.weekday() * activity.STEP


def test_the_heat_map_colours_the_right_squares_and_leaves_out_what_is_older():
    today = date("2026-11-24")
    svg = activity.heat_map(days("2026-11-24", "2026-06-01", "2026-05-31") + Counter({date("2026-06-02"): 12}), today)
    coloured = [square for square in squares(svg) if square[0] != "h0"]

    assert coloured == [("h1", "34", "20"), ("h4", "34", "42"), ("h1", str(34 + 25 * 22), "42")]
    assert "Activity by day from 1 June to 24 November: 3 active days." in svg


def test_one_active_day_is_told_in_the_singular():
    assert "1 active day." in activity.in_words(days("2026-11-24"), date("2026-11-01"), date("2026-11-24"))
    assert "0 active days." in activity.in_words(days("2026-12-24"), date("2026-11-01"), date("2026-11-24"))


@drawn(DATES)
def test_a_month_is_named_above_its_first_whole_week(today):
    svg = activity.heat_map({}, today)
    first = today - datetime.timedelta(days=today.weekday(), weeks=25)
    mondays = [first + datetime.timedelta(weeks=number) for number in range(26)]
    expected = [
        (str(34 + number * 22), f"{monday:%b}")
        for number, monday in enumerate(mondays)
        if (monday - datetime.timedelta(weeks=1)).month != monday.month
    ]

    assert re.findall(r'<text x="(\d+)" y="10">(\w+)</text>', svg) == expected


def test_the_table_says_the_same_in_numbers():
    found = activity.recent_weeks(
        Counter({date("2026-11-24"): 3, date("2026-11-23"): 1, date("2026-11-22"): 9}), date("2026-11-24"), number=2
    )

    assert found == [(date("2026-11-23"), 2, 4), (date("2026-11-16"), 1, 9)]


# Time zones


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        ("Europe/Berlin", "2026-10-25T00:30:00+00:00", "2026-10-25"),  # the hour that comes twice
        ("Europe/Berlin", "2026-10-25T22:59:59+00:00", "2026-10-25"),  # that day has 25 hours
        ("Europe/Berlin", "2026-10-25T23:00:00+00:00", "2026-10-26"),
        ("Europe/Berlin", "2026-03-29T21:59:59+00:00", "2026-03-29"),  # and this one 23
        ("Europe/Berlin", "2026-03-29T22:00:00+00:00", "2026-03-30"),
        ("America/Los_Angeles", "2026-11-24T07:59:00+00:00", "2026-11-23"),
        ("America/Los_Angeles", "2026-11-24T08:00:00+00:00", "2026-11-24"),
        ("Pacific/Kiritimati", "2026-12-31T10:00:00+00:00", "2027-01-01"),
        ("Pacific/Marquesas", "2027-01-01T09:29:00+00:00", "2026-12-31"),
        ("Asia/Kathmandu", "2026-02-28T18:15:00+00:00", "2026-03-01"),
        ("", "2026-11-24T23:59:00+00:00", "2026-11-24"),
    ],
)
def test_the_day_is_the_one_where_the_learner_is(zone, moment, day):
    assert day_of(User(time_zone=zone), datetime.datetime.fromisoformat(moment)) == date(day)


@drawn(
    st.datetimes(datetime.datetime(2020, 1, 1), datetime.datetime(2030, 1, 1)),
    st.sampled_from(["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe"]),
)
def test_noon_of_a_day_is_on_that_day(moment, zone):
    noon = moment.replace(hour=12, tzinfo=ZoneInfo(zone))

    assert day_of(User(time_zone=zone), noon.astimezone(datetime.UTC)) == noon.date()


def test_today_is_never_before_the_latest_day_that_was_stored():
    west = User(time_zone="America/Los_Angeles")
    now = datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC)

    assert activity.today_of(west, days(), now) == date("2026-11-24")
    assert activity.today_of(west, days("2026-11-20"), now) == date("2026-11-24")
    assert activity.today_of(west, days("2026-11-25"), now) == date("2026-11-25")
