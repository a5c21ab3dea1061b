"""What the Prefect server does by itself: crash runs whose heartbeat stopped, pass alerts on to webhook and addresses.

Knows no alert's contents. Applying twice changes nothing; what settings.toml no longer asks for is removed.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID

from prefect.automations import AutomationCore, CallWebhook, ChangeFlowRunState, EventTrigger, Posture, RunDeployment
from prefect.blocks.webhook import Webhook
from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.objects import StateType

from config.schema import Settings

PREFIX = "trucewire: "
BLOCK = "trucewire-alerts"
# Three heartbeats of PREFECT_FLOWS_HEARTBEAT_FREQUENCY = 30 s (flows.server).
SILENCE = timedelta(seconds=90)
ALERTS = ("trucewire.violation.new", "trucewire.commitment.overdue", "trucewire.feed.silent")
ENDED = ("Completed", "Failed", "Cancelled", "Crashed")
ALERT_BODY = '{"event": {{ event.event | tojson }}, "alert": {{ event.payload | tojson }}}'
MESSAGE = "{{ event.payload.subject }}\n{{ event.payload.text }}\n{{ event.payload.url }}"


async def apply(client: PrefectClient, settings: Settings, notify_id: UUID) -> None:
    """Make the server's automations those of the settings. `notify_id` is the deployment that sends messages."""
    wanted = [each async for each in _wanted(settings, notify_id)]
    stored = {each.name: each.id for each in await client.read_automations() if each.name.startswith(PREFIX)}
    for automation in wanted:
        if automation.name in stored:
            await client.update_automation(stored.pop(automation.name), automation)
        else:
            await client.create_automation(automation)
    for automation_id in stored.values():
        await client.delete_automation(automation_id)


async def _wanted(settings: Settings, notify_id: UUID) -> AsyncIterator[AutomationCore]:
    yield _crash_the_dead()
    if settings.webhook is not None:
        block = Webhook(url=settings.webhook.get_secret_value())
        block_id = await block.save(BLOCK, overwrite=True)
        yield _on_alert("call the webhook", CallWebhook(block_document_id=block_id, payload=ALERT_BODY))
    if settings.notify:
        message = {"title": _template("title"), "body": {"__prefect_kind": "jinja", "template": MESSAGE}}
        yield _on_alert("send a message", RunDeployment(deployment_id=notify_id, source="selected", parameters=message))


def _on_alert(name: str, action: CallWebhook | RunDeployment) -> AutomationCore:
    return AutomationCore(
        name=PREFIX + name,
        description="On a new violation, an overdue commitment, a feed gone silent.",
        trigger=EventTrigger(expect=set(ALERTS), posture=Posture.Reactive, threshold=1, within=timedelta(0)),
        actions=[action],
    )


def _crash_the_dead() -> AutomationCore:
    """A run that has beaten once must beat again, or end, within SILENCE."""
    return AutomationCore(
        name=PREFIX + "crash runs whose process is gone",
        description="Sets a run to Crashed when its heartbeat stops.",
        trigger=EventTrigger(
            after={"prefect.flow-run.heartbeat"},
            expect={"prefect.flow-run.heartbeat", *(f"prefect.flow-run.{state}" for state in ENDED)},
            match={"prefect.resource.id": ["prefect.flow-run.*"]},
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=SILENCE,
        ),
        actions=[ChangeFlowRunState(state=StateType.CRASHED, message="its heartbeat stopped; the process is gone")],
    )


def _template(name: str) -> dict[str, str]:
    return {"__prefect_kind": "jinja", "template": f"{{{{ event.payload.{name} }}}}"}
