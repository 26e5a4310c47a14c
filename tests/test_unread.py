"""What reading has not learned of an edition is known before anybody writes it in a message."""

from pathlib import Path

from click.testing import CliRunner

from bot.cli import main
from knowledge.library import Library
from knowledge.reading.unread import unread
from rules.edition import EDITIONS_FOLDER, read_editions
from rules.model import FactKind

EDITION = read_editions()["2023-12-20"]


def test_every_known_edition_is_read(library: Library) -> None:
    for law in library.laws.values():
        assert list(unread(law.edition, library.reading.vocabulary, library.heads)) == []


def test_a_new_fact_and_a_new_value_are_told(library: Library) -> None:
    service = EDITION.facts["service"]
    facts = {
        **EDITION.facts,
        "service": service.model_copy(update={"values": (*service.values, "azure_firewall_basic")}),
        "tier": FactKind(values=("low", "high")),
    }
    later = EDITION.model_copy(update={"facts": facts})
    told = list(unread(later, library.reading.vocabulary, library.heads))
    assert told == ["service=azure_firewall_basic", "tier"]


def test_the_owner_is_told(tmp_path: Path) -> None:
    text = (EDITIONS_FOLDER / "2023-12-20.yaml").read_text(encoding="utf-8")
    file = tmp_path / "2023-12-20.yaml"
    file.write_text(text.replace("[azure_firewall, app_service", "[azure_firewall, zeppelin, app_service", 1))
    told = CliRunner().invoke(main, ["policy", "prove", str(file)]).stdout
    assert "look: no message is read for service=zeppelin: only the form tells it" in told
