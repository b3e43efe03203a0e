"""Methods by which a bot gets files."""

from aiogram.methods import GetFile, GetUserProfilePhotos

from sandbox.api.registry import Call, implements
from sandbox.errors import bad_request
from sandbox.files import MAX_DOWNLOAD
from sandbox.types import Json


@implements(GetFile)
def get_file(call: Call, method: GetFile) -> Json:
    """Return the path under `/file/bot<token>/`. Raises 400 if the file is unknown or over 20 MB."""
    if not method.file_id:
        raise bad_request("file_id not specified")
    file = call.world.files.get(method.file_id)
    if file is None:
        raise bad_request("invalid file_id")
    if file.size > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return file.reference() | {"file_path": file.path}


@implements(GetUserProfilePhotos)
def get_user_profile_photos(call: Call, method: GetUserProfilePhotos) -> Json:
    """Return none: people in the sandbox have no photos."""
    if not call.world.is_known(method.user_id):
        raise bad_request("user not found")
    return {"total_count": 0, "photos": []}
