"""A newcomer in a real browser: from the first question to a filed ticket, by mouse and by keyboard."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Page, async_playwright, expect
from slack import Slack, workspace

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
type_of_visit = Callable[[Page, Slack], Awaitable[None]]


@pytest.fixture
def visit(tmp_path: Path, library: Library) -> Callable[..., None]:
    """Runs a visit to the playground; any error on the page fails it."""

    def run(story: type_of_visit, width: int = 1440, height: int = 900, theme: str = "light") -> None:
        async def inside() -> None:
            async with workspace(tmp_path, library) as slack, async_playwright() as playwright:
                browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
                page = await browser.new_page(viewport={"width": width, "height": height})
                faults: list[str] = []
                page.on("pageerror", lambda fault: faults.append(str(fault)))
                page.on(
                    "request",
                    lambda request: faults.append(request.url) if slack.twin.url not in request.url else None,
                )
                await page.goto(f"{slack.twin.url}/?theme={theme}")
                await story(page, slack)
                assert faults == []
                await browser.close()

        asyncio.run(inside())

    return run


async def _to_the_ticket(page: Page) -> None:
    await expect(page.locator("#thread")).to_contain_text("Blocked, but you can ask Microsoft")


def test_a_newcomer_gets_from_a_suggestion_to_a_filed_ticket_by_mouse(visit: Callable[..., None]) -> None:
    async def story(page: Page, _slack: Slack) -> None:
        await page.locator("#suggestions button").first.click()
        await page.get_by_role("button", name="1 reply").click()
        await _to_the_ticket(page)
        await page.locator("#thread").get_by_role("button", name="Ticket text").click()
        await page.get_by_label("Why can a relay not be used?").fill("The appliance has no login.")
        await page.get_by_label("Subscription id").fill("wrong")
        await page.get_by_role("button", name="Make the text").click()
        await expect(page.locator("#error-subscription_id")).to_contain_text("looks like")
        await page.get_by_label("Subscription id").fill("0f8fad5b-d9cb-469f-a165-70867728950e")
        await page.get_by_role("button", name="Make the text").click()
        await expect(page.locator("#thread pre")).to_contain_text("The appliance has no login.")
        await page.locator("#thread").get_by_role("button", name="I filed it").click()
        await page.get_by_label("Ticket number or link").fill("TRACK-7")
        await page.get_by_role("button", name="Keep").click()
        await expect(page.locator("#thread")).to_contain_text("Filed: TRACK-7")

    visit(story)


def test_the_same_way_by_keyboard_alone(visit: Callable[..., None]) -> None:
    async def story(page: Page, _slack: Slack) -> None:
        await page.locator("#text").focus()
        await page.keyboard.type("@port25 payg from 2019, port 25?")
        await page.keyboard.press("Enter")
        await _tab_to(page, "1 reply")
        await page.keyboard.press("Enter")
        await _to_the_ticket(page)
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


async def _tab_to(page: Page, name: str) -> None:
    """Press Tab until the control with this name has the focus."""
    await expect(page.get_by_role("button", name=name).first).to_be_visible()
    for _ in range(80):
        await page.keyboard.press("Tab")
        if (await page.evaluate("document.activeElement?.textContent ?? ''")).strip() == name:
            return
    raise AssertionError(f"the keyboard does not reach {name!r}")


def test_private_answers_are_marked_and_seen_by_one_person_only(visit: Callable[..., None]) -> None:
    async def story(page: Page, _slack: Slack) -> None:
        await page.locator("#text").fill("/port25 EA, port 25?")
        await page.keyboard.press("Enter")
        await expect(page.locator("#messages")).to_contain_text("Only visible to you")
        await page.locator("#me").select_option("U0BRAM")
        await expect(page.locator("#messages")).not_to_contain_text("Only visible to you")

    visit(story)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_nothing_runs_out_of_the_screen(
    width: int, height: int, theme: str, visit: Callable[..., None]
) -> None:
    async def story(page: Page, _slack: Slack) -> None:
        await page.locator("#suggestions button").first.click()
        await page.locator(".replies-link").click()
        await _to_the_ticket(page)
        wide = await page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width
        await page.locator('[data-channel="home"]').click()
        await expect(page.locator("#messages")).to_contain_text("Start a check")
        assert await page.evaluate("document.documentElement.scrollWidth") <= width

    visit(story, width, height, theme)


def test_text_of_people_stays_text(visit: Callable[..., None]) -> None:
    async def story(page: Page, _slack: Slack) -> None:
        await page.locator("#text").fill("<img src=x onerror=alert(1)> <script>alert(2)</script>")
        await page.keyboard.press("Enter")
        await expect(page.locator("#messages")).to_contain_text("alert(2)")
        assert await page.locator("#messages img, #messages script").count() == 0

    visit(story)
