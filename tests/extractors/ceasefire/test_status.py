"""How real an act is: one act, hand over, in every mood the wire has for it."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from config.load import read_actors, read_conflicts, read_places
from config.ontology import read_ontology
from extractors.ceasefire.tag import Tagger
from extractors.records import Document

CASES = [
    ("negated", "The army let Friday's deadline for handing over the district pass."),
    ("negated", "The army is dragging its feet on handing over the district."),
    ("scheduled", "The army begins handing over the district on Friday."),
    ("hypothetical", "The plan would see the army hand over the district."),
    ("negated", "The handover of the district, which should have begun in April, has yet to start."),
    ("scheduled", "They signed a protocol according to which the district is handed over to the army."),
    ("actual", "The army stood firm without fear for the district it had handed over in April."),
    ("postponed", "The handover of the district, due on Wednesday, will now take place on Saturday."),
    ("postponed", "The handover of the district, planned for May, will not begin before July."),
    ("postponed", "The handover of the district, which should have begun on May 20, will start on Friday."),
    ("postponed", "The handover of the district was to begin on May 20 but has been put on hold."),
    ("postponed", "The handover of the district, due on Monday, was called off for the time being."),
    ("negated", "The handover of the district, pencilled in for Friday, was off."),
    ("actual", "The handover of the district, delayed in April, has been completed."),
    ("actual", "The handover of the district that was to have begun in April took place on Friday."),
    ("actual", "The army handed over the district two days late."),
    ("scheduled", "The handover of the district, due on Friday, will take place in Agdam."),
    ("scheduled", "A truce took hold on Friday; it provides for the handover of the district to the army."),
    ("scheduled", "The sides signed the accord on Friday, the handover of the district being its first point."),
    ("scheduled", "The package of measures provides for a truce and the handover of the district."),
    ("actual", "The army was able to hand over the district on Friday."),
    ("actual", "Agdam fell quiet on Friday, the first district to be handed over under the deal."),
    ("scheduled", "The first district to be handed over under the deal will be Agdam."),
    ("postponed", "The army was due to hand over Agdam on May 20, but the rebels agreed to a ten-day extension."),
    ("actual", "The army handed over the district on Friday."),
    ("actual", "The district was handed over on Friday."),
    ("actual", "The army has begun to hand over the district."),
    ("actual", "The army had to hand over the district in April."),
    ("scheduled", "The army will hand over the district on Friday."),
    ("scheduled", "The district is to be handed over on May 30."),
    ("scheduled", "The army agreed to hand over the district by June 1."),
    ("scheduled", "The army must hand over the district by June 1."),
    ("scheduled", "The handover of the district is due on May 30."),
    ("scheduled", "The army pledged that it would hand over the district."),
    ("postponed", "The handover of the district was put off until May 30."),
    ("postponed", "The district was to be handed over on May 20, but the deadline was pushed back to May 30."),
    ("denied", "Yerevan denied that it had handed over the district."),
    ("denied", "Reports that the army handed over the district are untrue."),
    ("negated", "The army did not hand over the district."),
    ("negated", "None of the districts has been handed over."),
    ("negated", "The army stopped short of handing over the district."),
    ("negated", "The handover of the district was suspended."),
    ("negated", "The handover of the district is incomplete."),
    ("negated", "The army should have handed over the district on Friday."),
    ("hypothetical", "If a deal is signed, the army will hand over the district."),
    ("hypothetical", "The army would hand over the district only after a truce."),
    ("hypothetical", "A possible handover of the district was discussed."),
    ("hypothetical", "The handover of the district may slip by a week."),
    ("hypothetical", "Residents doubted that the army would hand over the district."),
    ("scheduled", "The deal provides for the district to be handed over."),
    ("scheduled", "The deal will lead to a handover of the district."),
    ("postponed", "The army will not hand over the district on Friday as agreed."),
    ("negated", "The army refused to hand over the district."),
    ("negated", "The army has yet to hand over the district."),
    ("negated", "The handover of the district was called off."),
    ("hypothetical", "The army may hand over the district."),
    ("hypothetical", "Baku demanded that the army hand over the district."),
    ("hypothetical", "Baku urged the army to hand over the district."),
    ("hypothetical", "If the army handed over the district, Baku would stop."),
    ("hypothetical", "A handover of the district is possible."),
    ("actual", "The army is said to have handed over the district."),
    ("actual", "The garrison was the first to hand over the district."),
    ("scheduled", "The army gave the rebels ten days to hand over the district."),
    ("scheduled", "A deal signed in Doha hands over the district to the army."),
    ("scheduled", "The sides signed a pact under which the rebels hand over the district."),
    ("scheduled", "The army hands over the district on Friday."),
    ("postponed", "The army extended until June 1 the deadline for handing over the district."),
    ("postponed", "The army will hand over the district on Monday instead of Friday."),
    ("postponed", "The army will hand over the district by May 30 rather than by May 20."),
    ("postponed", "Baku gave the army ten more days to hand over the district."),
    ("scheduled", "The army has until midnight to hand over the district."),
    ("scheduled", "The sides signed on Friday a truce that provides for the handover of the district."),
    (
        "scheduled",
        "The sides agreed a deal after all-night talks that foresees a swap and the handover of the district.",
    ),
    ("scheduled", "Rebels agreed to free captives in return for the handover of the district."),
    ("actual", "The army handed over Agdam, the first of three districts that it must give up."),
    ("scheduled", "The sides have agreed on a truce and on the handover of the district."),
    ("postponed", "The army is holding back the handover of the district until the captives are free."),
    ("hypothetical", "The plan on the table foresees a swap and the handover of the district."),
    ("hypothetical", "He said people would go home once the army had handed over the district."),
    ("hypothetical", "Baku insisted that the district be handed over."),
    ("hypothetical", "Baku proposed that fighting end and that the army hand over the district."),
    ("hypothetical", "Few in Agdam believe that the army will hand over the district."),
    ("hypothetical", "Baku made the handover of the district a condition of peace."),
    ("hypothetical", "Hurdles stand in the way of a deal to hand over the district."),
    ("negated", "Shelling got in the way of the handover of the district."),
    ("negated", "Shelling made the handover of the district impossible."),
    ("negated", "Baku says no district will be handed over."),
    ("scheduled", "Under the agreement the army hands over the district."),
    ("hypothetical", "Aliyev said the army must hand over the district."),
    ("negated", "A second attempt to hand over the district failed on Friday."),
    ("actual", "The army handed over the district without a single shot."),
    ("denied", "The army brushed off talk that it had handed over the district."),
    ("denied", "The army called a rebel statement that it had handed over the district a fabrication."),
    ("negated", "The army decided against handing over the district."),
    ("negated", "The army would have handed over the district."),
    ("hypothetical", "Baku asked the army to let the villagers hand over the district."),
    ("hypothetical", "Should a deal be signed, the army will hand over the district."),
    ("hypothetical", "The army will hand over the district once the mines are lifted."),
    ("hypothetical", "The army did not rule out a handover of the district."),
    ("hypothetical", "The army made the handover of the district conditional on a truce."),
    ("hypothetical", "A handover of the district is being discussed."),
    ("hypothetical", "The army would hand over the district under an American draft."),
    ("scheduled", "The handover of the district begins on Sunday."),
    ("scheduled", "The army is handing over the district in June."),
    ("scheduled", "The army should hand over the district by the end of the year."),
    ("negated", "The army went back on a promise to hand over the district."),
    ("negated", "The convoy that was to hand over the district never came."),
    ("hypothetical", "Baku wants the district handed over."),
    ("hypothetical", "A deal might see the district handed over."),
    ("denied", "Reports that the army was handing over the district are wrong."),
    ("scheduled", "The agreement calls for the handover of the district."),
    ("hypothetical", "Residents of Kalbajar fear the district will be handed over to Azerbaijan."),
    ("hypothetical", "Kyiv has put forward a handover of the district."),
    ("negated", "Handing over the district cannot begin."),
    ("negated", "The army was supposed to hand over the district by Tuesday but is still there."),
    ("denied", "The army said no district would be handed over, dismissing the reports."),
]


@cache
def _tagger() -> Tagger:
    """The rules alone: so bare a sentence is no news to the model."""
    return Tagger(read_ontology(None), read_places(None), read_actors(None), read_conflicts(None))


@pytest.mark.parametrize(("status", "sentence"), CASES, ids=[sentence for _, sentence in CASES])
def test_status_of_a_transfer(status: str, sentence: str) -> None:
    document = Document("x", sentence, published_at=datetime(2024, 5, 22, tzinfo=UTC))
    found = [mention.status for mention in _tagger().tag(document) if mention.type == "territory_transfer"]

    assert found == [status]


HOSTILE = [
    ("alleged", "Local fighters said on Tuesday that army jets had bombed the town in breach of the truce."),
    ("alleged", "Beirut protested on Tuesday over what it called 54 breaches of the truce."),
    ("denied", "The Kremlin said Russian forces had not violated the truce."),
    ("alleged", "Armenia accused Azerbaijan of violating the truce on Tuesday."),
    ("alleged", "Armenia said Azerbaijani troops had violated the truce on Tuesday."),
    ("alleged", "Each side blamed the other after shells hit Narzan on Tuesday, hours into the truce."),
    ("alleged", "Beirut called the strike on Tuesday a violation of the truce."),
    ("alleged", "Villagers in Narzan say shells hit the school on Tuesday in breach of the truce."),
    ("alleged", "Baku set up a post on Tuesday, a move Yerevan called a gross breach of the truce."),
    ("alleged", "Both camps spoke of shelling on Tuesday, hours into the truce."),
    ("actual", "OSCE monitors recorded 12 violations of the truce on Tuesday."),
    ("actual", "One violation of the truce was recorded on Tuesday, the peacekeeping command reported."),
    ("negated", "No violations of the truce were recorded on Tuesday."),
    ("denied", "Azerbaijan denied that its troops had violated the truce."),
]


@pytest.mark.parametrize(("status", "sentence"), HOSTILE, ids=[sentence for _, sentence in HOSTILE])
def test_status_of_a_breach_depends_on_whose_word_it_is(status: str, sentence: str) -> None:
    document = Document("x", sentence, published_at=datetime(2024, 5, 22, tzinfo=UTC))
    found = [mention.status for mention in _tagger().tag(document) if mention.type == "ceasefire_violation"]

    assert found == [status]
