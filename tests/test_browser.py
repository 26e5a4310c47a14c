"""A newcomer in a real browser: from the first question to a filed ticket, by mouse and by keyboard."""

import asyncio
import contextlib
import html
import re
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, Page, Route, async_playwright, expect
from slack import ANNA, AZURE, BRAM, Slack, workspace

from bot.playground.double import double
from bot.playground.pages import PAGE
from bot.playground.run import connected, example
from knowledge.library import Library

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium on this machine: apt-get install chromium"
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
VERDICT = "Blocked, but you can ask Microsoft"
expect.set_options(timeout=20_000)  # a busy machine is no fault of the page
type_of_visit = Callable[[Page, Slack], Awaitable[None]]
type_of_look = Callable[[], Awaitable[None]]


class Window:
    """One browser for the visits of a file; each has a profile of its own, and nothing of another's."""

    def __init__(self, loop: asyncio.Runner, browser: Browser) -> None:
        self._loop, self._browser = loop, browser

    def run(self, story: Coroutine[Any, Any, None]) -> None:
        """Run a story in the loop that the browser is driven from."""
        self._loop.run(story)

    @contextlib.asynccontextmanager
    async def browsing(
        self, url: str, width: int = 1440, height: int = 900, locale: str = "en-GB"
    ) -> AsyncIterator[Page]:
        """A page; any error on it, and any request elsewhere, fails the test."""
        profile = await self._browser.new_context(viewport={"width": width, "height": height}, locale=locale)
        page = await profile.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("request", lambda request: None if url in request.url else faults.append(request.url))
        try:
            yield page
            assert faults == []
        finally:
            await profile.close()


@pytest.fixture(scope="module")
def window() -> Iterator[Window]:
    with asyncio.Runner() as loop:
        driver = loop.run(async_playwright().start())
        browser = loop.run(driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS))
        yield Window(loop, browser)
        loop.run(browser.close())
        loop.run(driver.stop())


@pytest.fixture
def visit(tmp_path: Path, library: Library, window: Window) -> Callable[..., None]:
    """Runs a visit to the playground."""

    def run(
        story: type_of_visit, width: int = 1440, height: int = 900, theme: str = "", locale: str = "en-GB"
    ) -> None:
        async def inside() -> None:
            async with (
                workspace(tmp_path, library) as slack,
                window.browsing(slack.twin.url, width, height, locale) as page,
            ):
                await page.goto(f"{slack.twin.url}/?theme={theme}" if theme else slack.twin.url)
                await expect(page.locator("#title")).not_to_be_empty()
                await story(page, slack)

        window.run(inside())

    return run


async def _ask(page: Page, text: str) -> None:
    await page.locator("#text").fill(f"@port25 {text}")
    await page.keyboard.press("Enter")


async def _tab_to(page: Page, name: str) -> None:
    """Press Tab until the control with this name has the focus."""
    await expect(page.get_by_role("button", name=name).first).to_be_visible()
    for _ in range(80):
        await page.keyboard.press("Tab")
        if (await page.evaluate("document.activeElement?.textContent ?? ''")).strip() == name:
            return
    raise AssertionError(f"the keyboard does not reach {name!r}")


async def _fits(page: Page) -> bool:
    """Whether nothing has to be scrolled sideways."""
    return bool(
        await page.evaluate(
            "[document.documentElement, ...document.querySelectorAll('.scroll, .home, .fields, .side')]"
            ".every((one) => one.scrollWidth <= one.clientWidth)"
        )
    )


async def _in_view(one: Locator) -> None:
    await expect(one).to_be_in_viewport(ratio=1)


# -- from the first question to a filed ticket


def test_the_page_opens_with_what_this_is_and_a_real_answer(visit: Callable[..., None]) -> None:
    async def story(page: Page, slack: Slack) -> None:
        panel = page.locator("#welcome")
        await expect(panel.locator("div > p")).to_have_count(3)
        await example(slack.twin)
        await expect(panel).to_contain_text(VERDICT)
        await panel.get_by_role("button", name="Open this thread").click()
        await expect(page.locator("#title")).to_have_text("#general")
        await expect(page.locator("#thread")).to_contain_text(VERDICT)

    visit(story)


def test_a_newcomer_gets_from_a_suggestion_to_a_filed_ticket_by_mouse(visit: Callable[..., None]) -> None:
    async def story(page: Page, _slack: Slack) -> None:
        await page.locator("#suggestions button").first.click()
        thread = page.locator("#thread")  # it opens by itself
        await expect(thread).to_contain_text(VERDICT)
        await thread.get_by_role("button", name="Ticket text").click()
        await page.get_by_label("Subscription id").fill("wrong")
        await page.get_by_role("button", name="Make the text").click()
        await expect(page.locator("#error-reason")).to_contain_text("required")
        await expect(page.get_by_label("Why can a relay not be used?")).to_be_focused()
        await page.keyboard.type("The appliance has no login.")
        await page.get_by_role("button", name="Make the text").click()
        await expect(page.locator("#error-subscription_id")).to_contain_text("looks like")
        await expect(page.locator("#error-reason")).to_be_empty()
        await expect(page.get_by_label("Subscription id")).to_be_focused()
        await page.get_by_label("Subscription id").fill("0f8fad5b-d9cb-469f-a165-70867728950e")
        await page.get_by_role("button", name="Make the text").click()
        await expect(page.locator("#thread pre")).to_contain_text("The appliance has no login.")
        await thread.get_by_role("button", name="I filed it").click()
        await page.get_by_label("Ticket number or link").fill("TRACK-7")
        await page.get_by_role("button", name="Keep").click()
        await expect(thread).to_contain_text("Filed: TRACK-7")

    visit(story)


def test_the_same_way_by_keyboard_alone(visit: Callable[..., None]) -> None:
    async def story(page: Page, _slack: Slack) -> None:
        await page.locator("#text").focus()
        await page.keyboard.type("@port25 payg from 2019, port 25?")
        await page.keyboard.press("Enter")
        await _tab_to(page, "Ticket text")
        await page.keyboard.press("Enter")
        await expect(page.locator("dialog")).to_be_visible()
        await page.keyboard.type("It only speaks SMTP.")
        await _tab_to(page, "Make the text")
        await page.keyboard.press("Enter")
        await expect(page.locator("#thread pre")).to_contain_text("It only speaks SMTP.")
        await _tab_to(page, "I filed it")
        await page.keyboard.press("Enter")
        await expect(page.locator("dialog")).to_be_visible()
        await page.keyboard.type("TRACK-8")
        await page.keyboard.press("Enter")
        await expect(page.locator("#thread")).to_contain_text("Filed: TRACK-8")

    visit(story)


# -- a conversation


def test_a_conversation_of_eight_turns_shows_each_what_there_is_to_see(visit: Callable[..., None]) -> None:
    """A colleague talks and then answers, a correction is confirmed, a what-if asked, a message edited."""

    async def story(page: Page, slack: Slack) -> None:
        thread = page.locator("#thread")
        answers = thread.get_by_role("article", name="port25")

        async def say(text: str) -> None:
            await page.locator("#reply-text").fill(text)
            await page.keyboard.press("Enter")
            await expect(thread.get_by_text(text, exact=True)).to_be_visible()

        async def sees(count: int, *parts: str) -> None:
            """So many answers, of which the last says this."""
            await slack.replies(count)
            await expect(answers).to_have_count(count)
            for part in parts:
                await expect(answers.last).to_contain_text(part)

        async def become(name: str) -> None:
            """Look at the same thread as somebody else."""
            await page.get_by_role("button", name=name, exact=True).click()
            await page.locator("#messages .replies").click()
            await expect(thread).to_be_visible()

        await _ask(page, "our vm sends mail itself on port 25 from azure, is that allowed?")
        await sees(1, "Which type of Azure subscription is it?", "I read: direct delivery.")

        await say("it is pay-as-you-go")
        await sees(2, "Was the Pay-As-You-Go subscription created before 15 November 2017")

        await become("Bram")
        await say("I had that problem once too")  # tells nothing that was asked
        await sees(2, "Was the Pay-As-You-Go subscription created before 15 November 2017")

        await say("2019")
        await sees(3, VERDICT, "I read: Pay-As-You-Go, created in 2019, direct delivery.")

        await become("Anna")
        await say("sorry, 2016 it was")
        await sees(4, "I read: Pay-As-You-Go, created in 2016, direct delivery. Right?", "Then: not blocked.")

        await answers.last.get_by_role("button", name="Yes, that is right").click()
        await sees(5, "Not blocked: Azure lets this subscription send on port 25.", "created in 2016")
        await expect(answers.nth(3)).to_contain_text("Anna: Yes, that is right")

        await say("what if we were on an enterprise agreement?")
        await sees(6, "Enterprise Agreement", "not blocked")
        await expect(answers.last).to_contain_text(re.compile("Suppose: |In that case: "))

        corrected = thread.get_by_role("article").filter(has_text="sorry, 2016 it was")
        await corrected.focus()
        await corrected.get_by_role("button", name="Edit message").press("Enter")
        await page.get_by_role("textbox", name="Edit message").fill("sorry, 2021 it was")
        await page.keyboard.press("Enter")
        changed = answers.nth(3)
        await expect(changed).to_contain_text(re.compile("blocked, exemption on request|" + VERDICT))
        await expect(changed).to_contain_text("created in 2021")
        await expect(changed).to_contain_text("(edited)")
        await expect(answers.nth(4)).to_contain_text("created in 2016")  # what was answered since stays
        await sees(6, "Enterprise Agreement", "not blocked")

    visit(story)


# -- writing


def test_commands_and_people_are_completed_by_keyboard_and_by_mouse(visit: Callable[..., None]) -> None:
    async def story(page: Page, slack: Slack) -> None:
        text, options = page.locator("#text"), page.get_by_role("option")
        await text.focus()
        await page.keyboard.type("hello @")
        await expect(options).to_have_text(["25port25", "AAnna", "BBram"])
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
        await expect(text).to_have_value("hello @Bram ")
        await page.keyboard.press("Enter")
        await expect(page.locator("#messages .mention")).to_have_text("@Bram")
        assert slack.twin.workspace.messages[AZURE][0]["text"] == "hello <@U0BRAM>"
        await page.keyboard.type("/")
        await expect(options).to_contain_text("/port25")
        await page.keyboard.press("Escape")
        await expect(options).to_have_count(0)
        await page.keyboard.type("p")
        await options.first.click()
        await expect(text).to_have_value("/port25 ")
        await expect(text).to_be_focused()
        await page.keyboard.press("Backspace")
        await page.keyboard.press("Enter")  # it is whole: there is nothing left to choose
        await expect(page.get_by_role("dialog", name="Check port 25")).to_be_visible()
        await page.keyboard.press("Escape")
        await text.fill("/port26 help")
        await page.keyboard.press("Enter")
        await expect(page.locator("#notice")).to_contain_text("/port26 is not a command")
        await expect(text).to_have_value("/port26 help")

    visit(story)


def test_what_is_typed_before_the_page_knows_the_workspace_is_kept(visit: Callable[..., None]) -> None:
    async def story(page: Page, _slack: Slack) -> None:
        told = asyncio.Event()

        async def late(route: Route) -> None:
            await told.wait()
            await route.continue_()

        await page.route("**/ui/state*", late)
        await page.reload()
        await page.locator("#text").press_sequentially("@port25 payg from 2019, port 25?")
        await page.keyboard.press("Enter")
        told.set()
        await expect(page.locator("#title")).not_to_be_empty()
        await expect(page.locator("#text")).to_have_value("@port25 payg from 2019, port 25?")
        await page.keyboard.press("Enter")
        await expect(page.locator("#thread")).to_contain_text(VERDICT)

    visit(story)


def test_private_answers_are_marked_and_seen_by_one_person_only(visit: Callable[..., None]) -> None:
    async def story(page: Page, _slack: Slack) -> None:
        await page.locator("#text").fill("/port25 EA, port 25?")
        await page.keyboard.press("Enter")
        await expect(page.locator("#messages")).to_contain_text("Only visible to you")
        await page.get_by_role("button", name="Bram").click()
        await expect(page.get_by_role("button", name="Bram")).to_have_attribute("aria-pressed", "true")
        await expect(page.locator("#messages")).not_to_contain_text("Only visible to you")
        await page.get_by_role("button", name="Anna").click()
        await page.locator("#messages article").hover()
        await page.get_by_role("button", name="Dismiss message").click()
        await expect(page.locator("#messages article")).to_have_count(0)

    visit(story)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_the_answer_to_a_direct_message_is_seen_at_once(
    width: int, height: int, visit: Callable[..., None]
) -> None:
    async def story(page: Page, _slack: Slack) -> None:
        await page.locator('[data-channel="app"]').click()
        await page.get_by_role("tab", name="Messages").click()
        await page.locator("#text").fill("payg from 2019, port 25?")
        await page.keyboard.press("Enter")
        await _in_view(page.locator("#thread").get_by_text(VERDICT))

    visit(story, width, height)


def test_the_shortcut_on_a_message_of_another_opens_its_thread(visit: Callable[..., None]) -> None:
    async def story(page: Page, slack: Slack) -> None:
        await slack.write("payg from 2019, port 25?", BRAM)
        await page.locator("#messages article").hover()
        await expect(page.get_by_role("button", name="Edit message")).to_have_count(0)
        await page.get_by_role("button", name="Ask port25").click()
        await expect(page.locator("#thread")).to_contain_text(VERDICT)
        await page.locator("#thread article").last.focus()
        await page.keyboard.press("Escape")
        await expect(page.locator("#thread")).to_be_hidden()

    visit(story)


def test_text_of_people_stays_text(visit: Callable[..., None]) -> None:
    async def story(page: Page, slack: Slack) -> None:
        text = "<img src=x onerror=alert(1)> <script>alert(2)</script>"
        await page.locator("#text").fill(text)
        await page.keyboard.press("Enter")
        await expect(page.locator("#messages")).to_contain_text(text)
        assert await page.locator("#messages img, #messages script").count() == 0
        assert slack.twin.workspace.messages[AZURE][0]["text"].startswith("&lt;img")  # as Slack hands it on

    visit(story)


def test_messages_are_edited_and_deleted_with_tools_that_show_on_hover_and_on_focus(
    visit: Callable[..., None],
) -> None:
    async def story(page: Page, slack: Slack) -> None:
        await _ask(page, "payg from 2019, port 25?")
        await expect(page.locator("#thread")).to_contain_text(VERDICT)
        mine = page.locator("#messages article")
        await expect(mine.locator(".tools")).to_be_hidden()
        await mine.hover()
        await expect(mine.locator(".tools")).to_be_visible()
        await page.mouse.move(0, 0)
        await mine.focus()
        await mine.get_by_role("button", name="Edit message").press("Enter")
        await expect(page.get_by_label("Edit message").first).to_have_value(
            "@port25 payg from 2019, port 25?"
        )
        await page.keyboard.type(" EA of 2019, I mean")
        await page.get_by_label("Edit message").first.fill("@port25 EA, port 25?")
        await page.keyboard.press("Enter")
        await expect(page.locator("#thread")).not_to_contain_text(VERDICT)
        await expect(mine).to_contain_text("(edited)")
        await mine.focus()
        await mine.get_by_role("button", name="Delete message").press("Enter")
        await page.keyboard.press("Escape")
        await expect(mine.get_by_role("button", name="Delete message")).to_be_focused()
        await page.keyboard.press("Enter")
        await page.get_by_role("button", name="Delete", exact=True).click()
        await expect(mine).to_contain_text("This message was deleted.")
        assert len(slack.from_bot()) == 1  # its thread stays

    visit(story)


# -- controls


def test_a_select_and_a_date_picker_tell_only_what_was_chosen_and_keep_the_focus(
    visit: Callable[..., None],
) -> None:
    async def story(page: Page, slack: Slack) -> None:
        clicks: list[Any] = []
        page.on("request", lambda one: clicks.append(one.post_data_json) if "/ui/click" in one.url else None)
        await _ask(page, "our azure vm cannot send on port 25")
        select = page.get_by_role("combobox", name="Choose the type")
        await select.focus()
        for key in ("ArrowDown", "ArrowDown", "ArrowUp", "Escape", "Tab", "Shift+Tab"):
            await page.keyboard.press(key)
        assert clicks == []
        await page.keyboard.type("pay-as")
        await page.keyboard.press("Enter")
        await expect(page.locator("#thread .date")).to_be_visible()
        await expect(select).to_have_count(0)
        await expect(page.locator("#thread")).to_contain_text("Anna: Pay-As-You-Go")
        await expect(page.locator("#thread .message:focus")).to_have_count(1)
        date = page.locator("#thread .date")
        await date.press("Enter")
        for key in ("Shift+PageUp", "PageUp", "ArrowLeft", "ArrowDown"):
            await page.keyboard.press(key)
        await expect(page.get_by_role("dialog", name="Pick the date")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(date).to_be_focused()
        assert len(clicks) == 1
        await page.keyboard.press("Enter")
        await page.keyboard.press("ArrowLeft")
        await page.keyboard.press("Enter")
        await expect(page.locator("#thread")).to_contain_text(VERDICT)
        await expect(date).to_have_count(0)
        assert [told["action"]["action_id"] for told in clicks] == ["choose_type", "pick_date"]
        assert len(slack.from_bot()) == 3

    visit(story)


def test_the_count_of_replies_is_of_those_that_all_see_and_is_in_sight(visit: Callable[..., None]) -> None:
    async def story(page: Page, slack: Slack) -> None:
        for number in range(12):
            await slack.write(f"line {number}", BRAM)
            await _in_view(page.get_by_text(f"line {number}", exact=True))
        await _ask(page, "payg from 2019, port 25?")
        await page.locator("#thread").get_by_role("button", name="Why?").click()
        await expect(page.locator("#thread")).to_contain_text("The policy, in my words:")
        await expect(page.locator("#thread article")).to_have_count(3)
        await _in_view(page.get_by_role("button", name="1 reply"))

    visit(story, 1440, 600)


def test_a_vote_is_two_small_buttons_of_which_the_pressed_one_shows(visit: Callable[..., None]) -> None:
    async def story(page: Page, _slack: Slack) -> None:
        await _ask(page, "payg from 2019, port 25?")
        thread = page.locator("#thread")
        right = thread.get_by_role("button", name="Vote that this answer was right")
        wrong = thread.get_by_role("button", name="Vote that this answer was wrong, and say what was")
        await right.focus()
        await page.keyboard.press("Enter")
        await expect(thread).to_contain_text("Thank you, noted.")
        await expect(right).to_have_attribute("aria-pressed", "true")
        await expect(right).to_be_focused()
        await expect(wrong).to_have_attribute("aria-pressed", "false")
        await page.reload()
        await expect(right).to_have_attribute("aria-pressed", "true")
        await wrong.click()
        await expect(page.get_by_role("dialog", name="What was wrong?")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(wrong).to_have_attribute("aria-pressed", "true")
        await expect(right).to_have_attribute("aria-pressed", "false")
        await page.get_by_role("button", name="Bram").click()
        await page.get_by_role("button", name="1 reply").click()
        await expect(wrong).to_have_attribute("aria-pressed", "false")

    visit(story)


def test_a_modal_keeps_the_focus_closes_on_escape_and_gives_the_focus_back(
    visit: Callable[..., None],
) -> None:
    async def story(page: Page, slack: Slack) -> None:
        await page.get_by_role("button", name="Check port 25").focus()
        await page.keyboard.press("Enter")
        modal = page.locator("dialog")
        await expect(modal.locator("#field-subscription")).to_be_focused()
        for key in ("Shift+Tab", "Shift+Tab", "Shift+Tab", "Tab", "Tab", "Tab", "Tab"):
            await page.keyboard.press(key)
            assert await page.evaluate("document.querySelector('dialog').contains(document.activeElement)")
        await modal.locator("#field-date").press("Enter")
        await page.keyboard.press("Escape")
        await expect(page.locator(".calendar")).to_have_count(0)
        await expect(modal).to_be_visible()  # the calendar closed, not the modal around it
        await page.keyboard.press("Escape")
        await expect(modal).to_be_hidden()
        await expect(page.get_by_role("button", name="Check port 25")).to_be_focused()
        assert ANNA not in slack.twin.workspace.views

    visit(story)


def test_a_language_chosen_at_home_changes_the_home_and_keeps_the_focus(visit: Callable[..., None]) -> None:
    async def story(page: Page, _slack: Slack) -> None:
        await page.locator('[data-channel="app"]').click()
        await expect(page.locator("#home")).to_contain_text("Start a check")
        await page.locator("#home .select").press("ArrowDown")
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
        await expect(page.locator("#home")).to_contain_text("Start een controle")
        await expect(page.locator("#home .select")).to_be_focused()
        await page.get_by_role("tab", name="Home").press("ArrowRight")
        await expect(page.locator("#suggestions button")).to_have_count(3)

    visit(story)


def test_the_way_from_home_to_a_thread_stays_on_the_page(visit: Callable[..., None]) -> None:
    async def story(page: Page, slack: Slack) -> None:
        await slack.ask("payg from 2019, port 25?")
        await slack.replies(1)
        await page.locator('[data-channel="app"]').click()
        await page.locator("#home").get_by_role("link", name="Go to the thread").click()
        await expect(page.locator("#title")).to_have_text("#azure-help")
        await expect(page.locator("#thread")).to_contain_text(VERDICT)
        assert len(page.context.pages) == 1

    visit(story)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_where_the_browser_is_dutch_the_page_is(width: int, height: int, visit: Callable[..., None]) -> None:
    async def story(page: Page, slack: Slack) -> None:
        await example(slack.twin)
        await expect(page.locator("html")).to_have_attribute("lang", "nl")
        await expect(page.locator("#welcome")).to_contain_text("Gevraagd in #general, beantwoord door")
        await expect(page.locator("#text")).to_have_attribute("placeholder", "Bericht aan #azure-help")
        assert await _fits(page)
        await page.get_by_role("button", name="Bram").click()
        await page.locator("#text").fill("/port25 payg uit 2019, poort 25?")
        await page.keyboard.press("Enter")
        await expect(page.locator("#messages")).to_contain_text("Alleen voor jou zichtbaar")
        await page.get_by_role("button", name="Controleer poort 25").click()
        await expect(page.locator("dialog")).to_contain_text("(optioneel)")
        assert await _fits(page)
        await page.keyboard.press("Escape")
        await page.get_by_role("link", name="Beleid").click()
        await expect(page.get_by_role("heading", level=1)).to_contain_text("Het beleid")
        await page.get_by_role("link", name="Proeftuin").click()
        await expect(page.locator("#title")).to_have_text("#azure-help")

    visit(story, width, height, locale="nl-NL")


def test_the_language_is_switched_on_the_page_for_it_and_for_whoever_one_is(
    visit: Callable[..., None],
) -> None:
    async def story(page: Page, _slack: Slack) -> None:
        home, switch = page.locator("#home"), page.locator("#language")
        await page.locator('[data-channel="app"]').click()
        await expect(home).to_contain_text("Start a check")  # so the bot has looked her language up
        await page.locator('[data-channel="C0AZURE"]').click()
        await page.locator("#text").fill("half a question")
        await expect(switch).to_have_text("Nederlands")
        await switch.focus()
        await page.keyboard.press("Enter")
        await expect(page.locator("html")).to_have_attribute("lang", "nl")
        await expect(page.get_by_role("button", name="English")).to_be_focused()
        await expect(page.get_by_role("heading", name="Mag deze machine mailen op poort 25?")).to_be_visible()
        await expect(page.get_by_label("Opdracht uitvoeren")).to_be_visible()
        await expect(page.locator("#text")).to_have_value("half a question")

        await page.get_by_role("button", name="Controleer poort 25").click()
        await expect(page.locator("dialog")).to_contain_text("Type abonnement (optioneel)")
        await page.locator("#field-date").click()
        await expect(page.locator(".days [role=columnheader]").first).to_have_text("ma")
        await expect(page.get_by_label("Een maand terug")).to_be_visible()
        await page.keyboard.press("Escape")
        await page.keyboard.press("Escape")

        await page.reload()
        await page.locator('[data-channel="app"]').click()
        await expect(home).to_contain_text("Start een controle")
        await switch.click()
        await expect(home).to_contain_text("Start a check")
        await page.get_by_role("button", name="Bram").click()
        await expect(home).to_contain_text(
            "Start a check"
        )  # the page was switched to English, so he speaks it

        await page.locator("#home .select").press("ArrowDown")
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
        await expect(home).to_contain_text("Start een controle")
        await switch.click()
        await switch.click()
        await expect(page.get_by_role("tab", name="Messages")).to_be_visible()
        await expect(home).to_contain_text("Start een controle")  # what he told the bot holds

    visit(story)


def test_a_language_chosen_beside_the_policy_is_that_of_the_page(visit: Callable[..., None]) -> None:
    async def story(page: Page, _slack: Slack) -> None:
        await page.get_by_role("link", name="Policy").click()
        await page.get_by_label("Language").select_option("nl")
        await expect(page.get_by_role("button", name="Licht of donker")).to_be_visible()
        await page.get_by_role("link", name="Proeftuin").click()
        await expect(page.locator("#text")).to_have_attribute("placeholder", "Bericht aan #azure-help")
        await page.get_by_role("link", name="Beleid").click()
        await expect(page.get_by_label("Taal")).to_have_value("nl")

    visit(story)


async def _at_the_start(page: Page, look: type_of_look) -> None:
    await expect(page.locator("#welcome")).to_contain_text(VERDICT)
    await look()
    await page.locator("#text").fill("@")
    await look()
    await page.locator("#text").fill("/port26")
    await page.keyboard.press("Enter")
    await expect(page.locator("#notice")).not_to_be_empty()
    await look()
    for name in ("C0GENERAL", "app"):
        await page.locator(f'[data-channel="{name}"]').click()
        await look()


async def _in_a_conversation(page: Page, look: type_of_look) -> None:
    await page.locator("#suggestions button").nth(1).click()
    await expect(page.locator("#thread .select")).to_be_visible()
    await look()
    mine = page.locator("#messages article").first
    await mine.focus()
    await mine.get_by_role("button", name="Edit message").press("Enter")
    await look()
    await page.keyboard.press("Escape")
    await mine.focus()
    await mine.get_by_role("button", name="Delete message").press("Enter")
    await look()
    await page.locator("dialog button.danger").click()
    await expect(mine.locator(".tools")).to_have_count(0)
    await page.locator("#text").fill("/port25 EA, port 25?")
    await page.keyboard.press("Enter")
    await expect(page.locator("#messages .only")).to_be_visible()
    await look()


async def _in_forms(page: Page, look: type_of_look) -> None:
    await page.get_by_role("button", name="Check port 25").click()
    await page.locator("#field-date").click()
    await look()
    await page.keyboard.press("Escape")
    await page.keyboard.press("Escape")
    await page.locator("#suggestions button").first.click()
    await page.locator("#thread").get_by_role("button", name="Ticket text").click()
    await page.get_by_role("button", name="Make the text").click()
    await expect(page.locator("#error-reason")).not_to_be_empty()
    await look()


async def _beside_the_policy(page: Page, look: type_of_look) -> None:
    await page.get_by_role("link", name="Policy").click()
    await expect(page.locator("section").first).to_be_visible()
    await look()


@pytest.mark.parametrize("walk", [_at_the_start, _in_a_conversation, _in_forms, _beside_the_policy])
def test_all_that_is_read_is_of_the_pages_data_or_was_told_by_the_server(
    walk: Callable[[Page, type_of_look], Awaitable[None]], visit: Callable[..., None]
) -> None:
    """Each of the page's own words is marked here; what is not, the server must have told."""

    async def marked(route: Route) -> None:
        words = (PAGE / route.request.url.rpartition("/")[2]).read_text(encoding="utf-8")
        body = re.sub(r'^(  "(?!locale)\w+": ")(.*)"', r'\1⟦\2⟧"', words, flags=re.MULTILINE)
        await route.fulfill(body=body, content_type="text/javascript")

    async def story(page: Page, slack: Slack) -> None:
        async def unknown() -> list[str]:
            asked = [f"{slack.twin.url}/ui/{what}" for what in (f"state?user={ANNA}", "policy")]
            told = [one for url in asked for one in _strings(await (await page.request.get(url)).json())]
            read = [re.sub(r"[@#]|, \d\d:\d\d$", "", text) for text in await page.evaluate(READ)]
            assert any("⟦" in text for text in read)
            return [one for one in read if "⟦" not in one and not any(one in text for text in told)]

        async def look() -> None:
            for _ in range(50):
                if not await unknown():
                    return
                await asyncio.sleep(0.1)  # the page may not have drawn yet what was told
            assert await unknown() == []

        await page.route("**/words-*.js", marked)
        await example(slack.twin)
        await page.reload()
        await walk(page, look)

    visit(story)


def _strings(told: Any) -> list[str]:
    """All strings in what was told, as they are shown: without Slack's escapes."""
    if isinstance(told, str):
        return [html.unescape(told)]
    inside = told.values() if isinstance(told, dict) else told if isinstance(told, list) else []
    return [text for one in inside for text in _strings(one)]


# Everything with letters that somebody can read or hear on the page, but for the days, which are Intl's.
READ = """() => {
  const silent = (node) => node.closest("[aria-hidden=true], .days, .month, script, style");
  const heard = [...document.querySelectorAll("*")].filter((node) => !silent(node))
    .flatMap((node) => [node.ariaLabel, node.title, node.placeholder]);
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  const read = [];
  while (walker.nextNode()) if (!silent(walker.currentNode.parentElement)) read.push(walker.currentNode.data);
  return [...heard, ...read].map((text) => (text ?? "").trim()).filter((text) => /[a-z]/i.test(text));
}"""


# -- looks


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_nothing_runs_out_of_the_screen_and_everything_can_be_read(
    width: int, height: int, theme: str, visit: Callable[..., None]
) -> None:
    async def story(page: Page, slack: Slack) -> None:
        async def look() -> None:
            assert await _fits(page)
            assert await page.evaluate(FAINT) == []

        await example(slack.twin)
        await expect(page.locator("#welcome")).to_contain_text(VERDICT)
        await look()
        await page.locator("#suggestions button").first.click()
        await _in_view(page.locator("#thread").get_by_text(VERDICT))
        await look()
        await page.locator("#thread").get_by_role("button", name="Change").click()
        await page.locator("#field-subscription").press("ArrowDown")
        await expect(page.get_by_role("option").first).to_be_visible()
        await look()
        await page.keyboard.press("Escape")
        await page.locator("#field-date").press("Enter")
        await look()
        await page.keyboard.press("Escape")
        await page.keyboard.press("Escape")
        if width < 640:
            await page.get_by_role("button", name="Back to #azure-help").click()
        await page.locator("#text").fill("@")
        await expect(page.get_by_role("option").first).to_be_visible()
        await look()
        await page.locator('[data-channel="app"]').click()
        await expect(page.locator("#home")).to_contain_text("Start a check")
        await look()

    visit(story, width, height, theme)


# Every text on the page whose contrast with what is behind it is below 4.5:1.
FAINT = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const behind = (node) => {
    for (let one = node; one; one = one.parentElement) {
      const [r, g, b, alpha] = rgba(getComputedStyle(one).backgroundColor);
      if (alpha === 255) return [r, g, b];
    }
    return rgba("white");
  };
  const light = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((part) => part / 255)
      .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (node) => {
    const shades = [light(rgba(getComputedStyle(node).color)), light(behind(node))].sort((a, b) => b - a);
    return (shades[0] + 0.05) / (shades[1] + 0.05);
  };
  const worded = (node) => [node.value, node.placeholder, ...node.childNodes]
    .some((one) => String(one?.data ?? (one instanceof Node ? "" : one ?? "")).trim());
  const seen = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  return [...document.querySelectorAll("body *")]
    .filter((node) => worded(node) && seen(node) && ratio(node) < 4.5)
    .map((node) => `${node.className} ${node.textContent.slice(0, 40)} ${ratio(node).toFixed(2)}`);
}"""


def test_a_narrow_page_shows_the_thread_alone_with_the_verdict_in_sight(visit: Callable[..., None]) -> None:
    async def story(page: Page, _slack: Slack) -> None:
        await _ask(page, "payg from 2019, port 25?")
        await _in_view(page.locator("#thread").get_by_text(VERDICT))
        await expect(page.locator("#place")).to_be_hidden()
        await expect(page.get_by_role("heading", name="Thread")).to_be_focused()
        await page.get_by_role("button", name="Back to #azure-help").click()
        await expect(page.locator("#thread")).to_be_hidden()
        await expect(page.get_by_role("button", name="1 reply")).to_be_focused()

    visit(story, 390, 844)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_all_types_are_a_table_whose_rows_are_cards_where_it_is_narrow(
    width: int, height: int, theme: str, visit: Callable[..., None]
) -> None:
    async def story(page: Page, _slack: Slack) -> None:
        await _ask(page, "which subscription types may use port 25 on azure?")
        table = page.locator("#thread").get_by_role("table")
        await expect(table.get_by_role("columnheader")).to_have_text(["Subscription type", "What holds"])
        await expect(table.get_by_role("row").nth(1)).to_have_text("Enterprise AgreementNot blocked")
        assert await _fits(page)
        assert await page.evaluate(FAINT) == []
        await _shows_all_columns(page, "Subscription type, What holds")

    visit(story, width, height, theme)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1010, 800), (390, 844)])
def test_what_changed_can_be_read_beside_a_thread_and_on_a_phone(
    width: int, height: int, visit: Callable[..., None]
) -> None:
    async def story(page: Page, _slack: Slack) -> None:
        await _ask(page, "EA, port 25?")
        await expect(page.locator("#thread")).to_contain_text("Not blocked")
        if width < 640:
            await page.get_by_role("button", name="Back to #azure-help").click()
        await page.locator("#text").fill("/port25 changes")
        await page.keyboard.press("Enter")
        editions = "Edition of 20 November 2018, Edition of 20 December 2023"
        await _shows_all_columns(page, f"For whom, {editions}")
        assert await _fits(page)
        assert await page.evaluate(FAINT) == []

    visit(story, width, height)


async def _shows_all_columns(page: Page, name: str) -> None:
    region = page.get_by_role("region", name=name)
    await expect(region).to_be_visible()
    assert await region.evaluate("(one) => one.scrollWidth <= one.clientWidth")


def test_the_page_is_dark_where_the_system_is_until_one_says_otherwise(visit: Callable[..., None]) -> None:
    async def story(page: Page, _slack: Slack) -> None:
        async def is_dark() -> bool:
            return bool(
                await page.evaluate("getComputedStyle(document.body).backgroundColor === 'rgb(26, 29, 33)'")
            )

        assert not await is_dark()
        await page.emulate_media(color_scheme="dark")
        assert await is_dark()
        await page.get_by_role("button", name="Light or dark").click()
        assert not await is_dark()
        await page.reload()
        assert not await is_dark()

    visit(story)


# -- trouble


def test_what_is_typed_outlives_a_reload(visit: Callable[..., None]) -> None:
    async def story(page: Page, _slack: Slack) -> None:
        await _ask(page, "payg from 2019, port 25?")
        await expect(page.locator("#thread")).to_contain_text(VERDICT)
        await page.locator("#text").fill("half a question")
        await page.locator("#reply-text").fill("half a reply")
        await page.locator("#thread").get_by_role("button", name="Ticket text").click()
        await page.get_by_label("Why can a relay not be used?").fill("half a reason")
        await page.reload()
        await expect(page.get_by_label("Why can a relay not be used?")).to_have_value("half a reason")
        await page.keyboard.press("Escape")
        await expect(page.locator("#text")).to_have_value("half a question")
        await expect(page.locator("#reply-text")).to_have_value("half a reply")

    visit(story)


def test_a_server_that_stops_is_told_and_the_page_goes_on_when_it_is_back(
    tmp_path: Path, library: Library, window: Window
) -> None:
    async def story() -> None:
        async with contextlib.AsyncExitStack() as rest:
            async with double() as slack:
                page = await rest.enter_async_context(window.browsing(slack.url))
                await page.goto(slack.url)
                await page.locator("#text").fill("@port25 payg from 2019, port 25?")
                await expect(page.locator("#gone")).to_be_hidden()
            await expect(page.locator("#gone")).to_contain_text("what you typed is kept")
            await page.locator("#text").press("Enter")
            await expect(page.locator("#notice")).to_contain_text("did not take that", timeout=15_000)
            await expect(page.locator("#text")).to_have_value("@port25 payg from 2019, port 25?")
            port = int(slack.url.rpartition(":")[2])
            async with double(port) as back, connected(back, tmp_path / "store.sqlite3", library, pace=0.0):
                await expect(page.locator("#gone")).to_be_hidden()
                await page.locator("#text").press("Enter")
                await expect(page.locator("#thread")).to_contain_text(VERDICT)
                await rest.aclose()

    window.run(story())


# -- the policy, whole


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_the_policy_of_an_edition_is_a_page_in_both_languages(
    width: int, height: int, theme: str, visit: Callable[..., None]
) -> None:
    async def story(page: Page, _slack: Slack) -> None:
        await page.get_by_role("link", name="Policy").click()
        await expect(page.get_by_role("heading", level=1)).to_have_text(
            "The policy, edition of 20 November 2018"
        )
        assert await _fits(page)
        assert await page.evaluate(FAINT) == []
        named = page.locator("section", has=page.get_by_role("heading", name="Pay-As-You-Go and Microsoft"))
        row = named.get_by_role("row").filter(has_text="exemption on request")
        await expect(row).to_contain_text("created on or after 15 November 2017")
        await expect(row).to_contain_text("Technical > Virtual Network > Connectivity")
        await expect(row).to_contain_text("Pay-As-You-Go, paragraph 2, sentence 1:")

        await page.get_by_label("Language").select_option("nl")
        await expect(page.get_by_role("heading", level=1)).to_have_text(
            "Het beleid, editie van 20 november 2018"
        )
        await expect(page.locator("html")).to_have_attribute("lang", "nl")
        await expect(page.get_by_label("Taal")).to_be_focused()
        await page.get_by_label("Editie").select_option("2023-12-20")
        await expect(page.locator("section").first).to_contain_text("Azure beperkt het gebruik")
        assert page.url.endswith("/policy?edition=2023-12-20&language=nl")
        assert await _fits(page)
        assert await page.evaluate(BEYOND) == []
        assert await page.evaluate(FAINT) == []
        await page.go_back()
        await expect(page.get_by_role("heading", level=1)).to_have_text(
            "Het beleid, editie van 20 november 2018"
        )
        await page.get_by_role("link", name="Proeftuin").click()
        await expect(page.locator("#title")).to_have_text("#azure-help")

    visit(story, width, height, theme)


# Every element with words that reaches beyond the screen's sides.
BEYOND = """() => [...document.querySelectorAll("body *")]
  .filter((node) => node.innerText?.trim() && node.checkVisibility() && !node.closest("thead"))
  .filter((node) => node.getBoundingClientRect().left < 0 || node.getBoundingClientRect().right > innerWidth)
  .map((node) => `${node.tagName} ${node.innerText.slice(0, 40)}`)"""


def test_a_policy_that_is_not_known_is_said(visit: Callable[..., None]) -> None:
    async def story(page: Page, slack: Slack) -> None:
        await page.goto(f"{slack.twin.url}/policy?edition=1999-01-01")
        await expect(page.locator("main")).to_contain_text("This policy is not known here")

    visit(story)
