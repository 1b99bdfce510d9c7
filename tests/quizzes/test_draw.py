from collections import Counter

from hypothesis import given as drawn
from hypothesis import strategies as st

from portal.quizzes.draw import SIZE, Candidate, draw
from portal.quizzes.known import State

STATES = st.sampled_from(
    [None, State(1, False, False), State(1, False, True), State(1, True, True), State(1, True, False)]
)
CANDIDATES = st.lists(st.tuples(st.integers(1, 4), STATES), max_size=40).map(
    lambda rows: [Candidate(f"q{number}", 1, lesson, state) for number, (lesson, state) in enumerate(rows)]
)


def some(number, lesson=1, state=None, name="q"):
    return [Candidate(f"{name}-{lesson}-{each}", 1, lesson, state) for each in range(number)]


def test_tiers():
    tiers = [
        Candidate("q", 1, 1, state).tier
        for state in (None, State(1, False, False), State(1, False, True), State(1, True, True))
    ]

    assert tiers == [0, 0, 1, 2]


@drawn(CANDIDATES, st.text(max_size=8))
def test_ten_or_all_each_once_and_the_neediest_first(candidates, seed):
    found = draw(candidates, seed=seed)

    assert len(found) == len(set(found)) == min(SIZE, len(candidates))
    left = [each.tier for each in candidates if each not in found]
    assert max((each.tier for each in found), default=0) <= min(left, default=9)


@drawn(CANDIDATES, st.text(max_size=8), st.randoms())
def test_the_same_seed_draws_the_same_whatever_the_order_of_the_rows(candidates, seed, chance):
    mixed = list(candidates)
    chance.shuffle(mixed)

    assert draw(mixed, seed=seed) == draw(candidates, seed=seed)


@drawn(st.lists(st.integers(3, 12), min_size=1, max_size=5), st.text(max_size=8))
def test_within_a_tier_the_lessons_share_evenly(sizes, seed):
    candidates = [each for lesson, size in enumerate(sizes) for each in some(size, lesson)]
    shares = Counter(each.lesson for each in draw(candidates, seed=seed, size=min(3 * len(sizes), SIZE)))

    assert max(shares.values()) - min(shares[lesson] for lesson in range(len(sizes))) <= 1


def test_a_later_tier_evens_out_what_an_earlier_one_left_uneven():
    right = State(1, False, True)
    candidates = some(4, 1) + some(9, 1, right, "late") + some(9, 2, right, "late")
    shares = Counter(each.lesson for each in draw(candidates, seed="seed", size=8))

    assert shares == {1: 4, 2: 4}


def test_another_seed_asks_others_in_another_order():
    candidates = some(30)

    assert len({tuple(draw(candidates, seed=f"{number}")) for number in range(20)}) == 20


def test_the_order_asked_is_not_the_order_of_the_tiers():
    candidates = some(5) + some(5, 1, State(1, True, True), "known")
    orders = {tuple(each.tier for each in draw(candidates, seed=f"{number}")) for number in range(20)}

    assert len(orders) > 10


def test_nothing_to_draw_from():
    assert draw([], seed="seed") == []
