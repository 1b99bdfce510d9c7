"""The promise of the first visit: read and answer without an account, sign up, and find everything where it was."""

from portal.accounts.models import User
from portal.quizzes.models import Answer
from portal.quizzes.views import AS_GUEST

LESSON = "/lessons/basics/first/"
PASSWORD = "four quiet words here"


def sign_up(page, username="newcomer"):
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main form button[type=submit], main form button:not([type])").last.click()
    page.wait_for_url("**/")


def test_a_guest_reads_answers_signs_up_and_finds_the_work(browse, course):
    browsing = browse()
    browsing.go("/")
    page = browsing.page
    page.get_by_role("link", name="Start the first lesson").click()
    page.wait_for_url(f"**{LESSON}")
    check = page.locator("#q-first-check")
    check.locator("[value=worker]").check()
    check.get_by_role("button", name="Check answer").click()
    check.locator(".verdict").wait_for()
    page.get_by_role("button", name="Save for later: The documentation").click()
    page.wait_for_selector('.rescard__save [aria-pressed="true"]')
    page.get_by_role("button", name="Mark complete and continue").click()
    page.wait_for_url("**/lessons/basics/second/")
    assert User.objects.get().is_guest

    browsing.go("/accounts/signup/")
    sign_up(page)

    assert User.objects.get().username == "newcomer"
    assert Answer.objects.get().learner.username == "newcomer"
    assert "Welcome back, newcomer" in page.inner_text("h1")
    assert "1 of 2" in page.inner_text(".path")
    browsing.go(LESSON)
    assert "Completed." in page.inner_text(".endcard")
    assert page.locator("#q-first-check .verdict h2").inner_text() == "Correct"
    browsing.go("/resources/?saved=1")
    assert page.locator(".rescard").count() == 1


def test_the_same_without_javascript(browse, course):
    browsing = browse(java_script_enabled=False)
    page = browsing.page
    browsing.go(LESSON)
    page.locator("#q-first-check [value=shopper]").check()
    page.locator("#q-first-check").get_by_role("button", name="Check answer").click()
    assert page.locator("#q-first-check .verdict h2").inner_text() == "Not quite"
    page.get_by_role("button", name="Mark complete and continue").click()

    browsing.go("/accounts/signup/")
    sign_up(page)

    assert Answer.objects.get().learner.username == "newcomer"
    assert "1 of 2" in page.inner_text(".path")


def test_signing_in_elsewhere_brings_the_guests_work_along(browse, course):
    first = browse()
    first.go("/accounts/signup/")
    sign_up(first.page)
    other = browse()
    other.go(LESSON)
    other.page.locator("#q-first-check [value=worker]").check()
    other.page.locator("#q-first-check").get_by_role("button", name="Check answer").click()
    other.page.locator(".verdict").wait_for()

    other.go("/accounts/login/")
    other.page.get_by_label("Username").fill("newcomer")
    other.page.get_by_label("Password", exact=True).fill(PASSWORD)
    other.page.get_by_role("button", name="Sign in", exact=True).last.click()
    other.page.wait_for_url("**/")

    assert User.objects.count() == 1
    first.go(LESSON)
    assert first.page.locator("#q-first-check .verdict h2").inner_text() == "Correct"


def test_home_leads_back_to_the_section_last_read(browse, course):
    browsing = browse()
    browsing.go(LESSON)
    page = browsing.page
    page.locator("#q-first-check [value=worker]").check()
    page.locator("#q-first-check").get_by_role("button", name="Check answer").click()
    page.locator(".verdict").wait_for()

    browsing.go("/")
    page.get_by_role("link", name="Resume lesson").click()

    assert page.url.endswith(f"{LESSON}#s-a-queue-of-prints")


def test_a_visitor_who_only_read_is_offered_the_way_back(browse, course):
    browsing = browse()
    browsing.go(LESSON)
    browsing.page.wait_for_timeout(2000)

    browsing.go("/")
    offer = browsing.page.locator("[data-resume-local]")
    offer.wait_for()

    assert "The first lesson" in offer.inner_text()
    assert not User.objects.exists()


def test_a_quiz_begun_is_a_quiz_resumed_on_another_device(browse, course):
    first = browse()
    first.go("/accounts/signup/")
    sign_up(first.page)
    first.go("/quizzes/basics/")
    first.page.get_by_role("button", name="Start the quiz").click()
    first.page.get_by_role("button", name="I don’t know yet").click()
    first.page.locator(".verdict").wait_for()

    other = browse()
    other.go("/accounts/login/?next=/quizzes/basics/")
    other.page.get_by_label("Username").fill("newcomer")
    other.page.get_by_label("Password", exact=True).fill(PASSWORD)
    other.page.get_by_role("button", name="Sign in", exact=True).last.click()
    other.page.wait_for_url("**/quizzes/basics/")

    assert "1 of 2 questions are answered" in other.page.inner_text("main")
    other.page.get_by_role("button", name="Resume at question 2").click()
    assert "Question 2 of 2" in other.page.inner_text("main") or "Question 1 of 2" in other.page.inner_text("main")


def test_who_signed_out_in_another_tab_is_told_where_the_answer_went(browse, course, sign_in, somebody):
    browsing = browse()
    sign_in(browsing, somebody)
    browsing.go(LESSON)
    browsing.context.clear_cookies()
    check = browsing.page.locator("#q-first-check")
    check.locator("[value=worker]").check()
    check.get_by_role("button", name="Check answer").click()

    assert AS_GUEST in check.locator(".notice").inner_text()
    assert Answer.objects.get().learner.is_guest
