"""aiogram's models, built when each is first used.

aiogram builds the validators of all its 591 models as it is imported, each with everything nested in it: that is two
thirds of the memory and of the CPU time of a bare bot's start. Artel uses a few dozen of them.
"""

from typing import Any

from pydantic import BaseModel


def build_models_late() -> None:
    """Import aiogram without building its models: pydantic builds each at its first use.

    Has no effect where aiogram was imported before.
    """
    names: dict[str, Any] = {}
    rebuild = vars(BaseModel)["model_rebuild"]  # the class method itself, bound to no class

    def put_off(_model: type[BaseModel], /, *, _types_namespace: dict[str, Any]) -> None:
        names.update(_types_namespace)

    BaseModel.model_rebuild = classmethod(put_off)  # type: ignore[assignment, method-assign]  # during the import
    try:
        from aiogram.client.context_controller import BotContextController  # noqa: PLC0415 -- what this is about
        from aiogram.methods.base import Response  # noqa: PLC0415
    finally:
        BaseModel.model_rebuild = rebuild  # type: ignore[method-assign]
    if not names:
        return

    def build(model: type[BaseModel], /, *, force: bool = False, raise_errors: bool = True, **_: Any) -> Any:
        # aiogram's annotations name types that their modules import for type checkers only.
        return rebuild.__func__(model, force=force, raise_errors=raise_errors, _types_namespace=names)

    for base in (BotContextController, Response):
        base.model_rebuild = classmethod(build)  # type: ignore[assignment, method-assign]
