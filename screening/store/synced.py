"""Folders that a service copies to other machines. A plain file in one has left the house."""

from pathlib import Path
from typing import Final

_SERVICES: Final = (
    ("dropbox", "Dropbox"),
    ("onedrive", "OneDrive"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("icloud", "iCloud"),
    ("mobile documents", "iCloud"),
    ("nextcloud", "Nextcloud"),
    ("syncthing", "Syncthing"),
)


def synced_service(path: Path) -> str:
    """The service that copies what lies at ``path``, by the names of its folders; "" if none is known."""
    for part in path.absolute().parent.resolve().parts:
        for beginning, service in _SERVICES:
            if part.casefold().startswith(beginning):
                return service
    return ""
