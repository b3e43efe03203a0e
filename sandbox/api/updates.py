"""Methods by which a bot gets updates: getUpdates and the webhook."""

from urllib.parse import urlsplit

from aiogram.enums import UpdateType
from aiogram.methods import Close, DeleteWebhook, GetMe, GetUpdates, GetWebhookInfo, LogOut, SetWebhook

from sandbox.api.registry import Call, implements
from sandbox.bots import Webhook
from sandbox.errors import ApiError, bad_request
from sandbox.types import Json

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
UPDATE_KINDS = frozenset(UpdateType)


@implements(GetMe)
def get_me(call: Call, _: GetMe) -> Json:
    return call.bot.me()


@implements(GetUpdates)
async def get_updates(call: Call, method: GetUpdates) -> list[Json]:
    _remember_allowed(call, method.allowed_updates)
    limit = method.limit if method.limit is not None else 100
    timeout = method.timeout or 0
    return await call.world.updates[call.bot.id].poll(
        method.offset or 0, min(max(limit, 1), 100), min(max(timeout, 0), 50)
    )


def _remember_allowed(call: Call, allowed: list[str] | None) -> None:
    """Save the kinds of updates that the bot wants, until it sends another list; ignore unknown kinds."""
    if allowed is None:
        return
    known = [kind for kind in allowed if kind in UPDATE_KINDS]
    if known != call.bot.allowed_updates:
        call.bot.allowed_updates = known
        call.world.save(call.bot)


@implements(SetWebhook)
def set_webhook(call: Call, method: SetWebhook) -> bool:
    """Set or remove the webhook. Unlike Telegram, the sandbox accepts http for this machine."""
    if not method.url:
        return _remove_webhook(call, drop=bool(method.drop_pending_updates))
    address = urlsplit(method.url)
    if address.scheme != "https" and not (address.scheme == "http" and address.hostname in LOOPBACK):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not address.hostname:
        raise bad_request("invalid webhook URL specified")
    secret = method.secret_token
    if secret and len(secret) > 256:
        raise bad_request("secret token is too long")
    if secret and not (secret.isascii() and secret.replace("-", "").replace("_", "").isalnum()):
        raise bad_request("secret token contains unallowed characters")
    _remember_allowed(call, method.allowed_updates)
    if method.drop_pending_updates:
        call.world.updates[call.bot.id].keep_last(0)
    call.bot.webhook = Webhook(method.url, secret or None, min(max(method.max_connections or 40, 1), 100))
    call.world.save(call.bot)
    updates = call.world.updates[call.bot.id]
    updates.interrupt(ApiError(409, "Conflict: terminated by setWebhook request"))
    call.world.on_webhook_change(call.bot)
    return True


@implements(DeleteWebhook)
def delete_webhook(call: Call, method: DeleteWebhook) -> bool:
    return _remove_webhook(call, drop=bool(method.drop_pending_updates))


def _remove_webhook(call: Call, *, drop: bool) -> bool:
    if drop:
        call.world.updates[call.bot.id].keep_last(0)
    if call.bot.webhook is not None:
        call.bot.webhook = None
        call.world.save(call.bot)
        call.world.on_webhook_change(call.bot)
    return True


@implements(GetWebhookInfo)
def get_webhook_info(call: Call, _: GetWebhookInfo) -> Json:
    webhook = call.bot.webhook
    info: Json = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(call.world.updates[call.bot.id].pending),
    }
    if webhook:
        info["max_connections"] = webhook.max_connections
        if webhook.last_error_date:
            info["last_error_date"] = webhook.last_error_date
            info["last_error_message"] = webhook.last_error_message
    if call.bot.allowed_updates:
        info["allowed_updates"] = call.bot.allowed_updates
    return info


@implements(LogOut)
def log_out(_call: Call, _: LogOut) -> bool:
    """Do nothing: there is no cloud server to leave."""
    return True


@implements(Close)
def close(_call: Call, _: Close) -> bool:
    return True
